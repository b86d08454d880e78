// What meshes need of policies, each row beside one that needs it not: control planes, tunnels, probes, metrics.
import { describe, expect, test } from 'vitest';
import { env, needsOf, pod, service } from '../testing/need-world.ts';

const API = service('api', 'selector: {app: api}, ports: [{port: 80, targetPort: http}]');
const CALL = env('API', 'http://api/v1');
const CALLS = (port: number): string => `setting: pod:shop/web → pod:shop/api ${port}/TCP`;

describe('Linkerd', () => {
  const plane = (component: string): string =>
    pod(component, { namespace: 'linkerd', labels: `linkerd.io/control-plane-component: ${component}` });
  const PLANE = plane('destination') + plane('identity');
  const IN = 'linkerd.io/inject: enabled';
  const ASKS = (name: string): string[] => [
    `mesh: pod:shop/${name} → pod:linkerd/destination 8086/TCP`,
    `mesh: pod:shop/${name} → pod:linkerd/destination 8090/TCP`,
    `mesh: pod:shop/${name} → pod:linkerd/identity 8080/TCP`,
  ];
  const world = (web: string, api: string): string =>
    PLANE + API + pod('web', { ...CALL, annotations: web }) + pod('api', { annotations: api });

  test.each<[string, string, string, string[]]>([
    ['two proxies: the tunnel', IN, IN, [CALLS(4143), ...ASKS('api'), ...ASKS('web')]],
    ['a client without', '', IN, [CALLS(8080), ...ASKS('api')]],
    ['a server without', IN, '', [CALLS(8080), ...ASKS('web')]],
    ['neither', '', '', [CALLS(8080)]],
    [
      'a port that the server skips',
      IN,
      `${IN}, config.linkerd.io/skip-inbound-ports: "8080"`,
      [CALLS(8080), ...ASKS('api'), ...ASKS('web')],
    ],
    [
      'a port that the client skips, as the Service has it',
      `${IN}, config.linkerd.io/skip-outbound-ports: "80"`,
      IN,
      [CALLS(8080), ...ASKS('api'), ...ASKS('web')],
    ],
    [
      'an opaque port is in the tunnel all the same',
      IN,
      `${IN}, config.linkerd.io/opaque-ports: "8080"`,
      [CALLS(4143), ...ASKS('api'), ...ASKS('web')],
    ],
    [
      'a server whose proxy listens elsewhere',
      IN,
      `${IN}, config.linkerd.io/inbound-port: "5143"`,
      [CALLS(5143), ...ASKS('api'), ...ASKS('web')],
    ],
    [
      'a client whose proxy listens elsewhere',
      `${IN}, config.linkerd.io/inbound-port: "5143"`,
      IN,
      [CALLS(4143), ...ASKS('api'), ...ASKS('web')],
    ],
  ])('%s', (_, web, api, needs) => {
    expect(needsOf(world(web, api))).toEqual(needs);
  });

  test('a control plane that is not in the input is not known', () => {
    const told = ['destination', 'identity'].map(
      (component) =>
        `unknown: pod:shop/app asks for Linkerd’s proxy (linkerd.io/inject): Linkerd’s ${component} is not in the input`,
    );
    expect(needsOf(pod('app', { annotations: IN }))).toEqual(told);
  });

  test('the viz extension asks proxies for metrics and taps them', () => {
    const viz = (component: string, extension: string): string =>
      pod(component, { namespace: 'viz', labels: `component: ${component}, linkerd.io/extension: ${extension}` });
    const app = pod('app', { annotations: IN });
    expect(needsOf(PLANE + app + viz('prometheus', 'viz') + viz('tap', 'viz'))).toEqual([
      ...ASKS('app'),
      'mesh: pod:viz/tap → pod:shop/app 4190/TCP',
      'mesh: pod:viz/prometheus → pod:shop/app 4191/TCP',
    ]);
    expect(needsOf(PLANE + app + viz('prometheus', 'other'))).toEqual(ASKS('app'));
  });
});

describe('Istio', () => {
  const ISTIOD = pod('istiod', { namespace: 'istio-system' });
  const member = (label: string): string => `---
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {${label}}}
`;
  const AMBIENT = member('istio.io/dataplane-mode: ambient');
  const PROBES = (name: string, port = 8080, from = '169.254.7.127'): string =>
    `mesh: ip:${from} → pod:shop/${name} ${port}/TCP`;
  const sidecar = { more: ', initContainers: [{name: istio-proxy, image: proxyv2, restartPolicy: Always}]' };
  const asks = (name: string): string => `mesh: pod:shop/${name} → pod:istio-system/istiod 15012/TCP`;
  const v4 = { ip: '10.0.0.1' };

  test('ambient pods: the tunnel, and the kubelet’s probes at every port', () => {
    const pods = pod('api', { ...v4, container: ', readinessProbe: {httpGet: {port: 9000}}' }) + pod('web', CALL);
    expect(needsOf(ISTIOD + AMBIENT + API + pods)).toEqual([
      CALLS(15_008),
      PROBES('api'),
      PROBES('api', 9000),
      PROBES('web'),
    ]);
    expect(needsOf(ISTIOD + member('') + API + pods)).toEqual([CALLS(8080)]);
  });

  test('probes come by the families that pods have', () => {
    const v6 = { ip: 'fd00::1' };
    const source = 'fd16:9254:7127:1337:ffff:ffff:ffff:ffff';
    expect(needsOf(AMBIENT + pod('app', v4))).toEqual([PROBES('app')]);
    expect(needsOf(AMBIENT + pod('app', v6))).toEqual([PROBES('app', 8080, source)]);
    expect(needsOf(AMBIENT + pod('app'))).toEqual([PROBES('app'), PROBES('app', 8080, source)]);
  });

  test('between a sidecar and the ambient mesh either port may be used', () => {
    const world = ISTIOD + AMBIENT + API + pod('api', v4) + pod('web', { ...CALL, ...sidecar });
    expect(needsOf(world)).toEqual([CALLS(8080), CALLS(15_008), PROBES('api'), asks('web')]);
    expect(needsOf(ISTIOD + API + pod('api', sidecar) + pod('web', { ...CALL, ...sidecar }))).toEqual([
      CALLS(8080),
      asks('api'),
      asks('web'),
    ]);
  });

  test('ztunnels ask istiod', () => {
    const ztunnel = pod('ztunnel', { labels: 'app: ztunnel' });
    expect(needsOf(ISTIOD + ztunnel)).toEqual([asks('ztunnel')]);
    expect(needsOf(ISTIOD + pod('other'))).toEqual([]);
  });

  test('the injector is called at the port behind istiod’s Service', () => {
    const injector = `---
apiVersion: v1
kind: Service
metadata: {name: istiod, namespace: shop}
spec: {selector: {app: istiod}, ports: [{name: https-webhook, port: 443, targetPort: 15017}]}
---
apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: {name: injector}
webhooks: [{name: sidecar-injector.istio.io, clientConfig: {service: {namespace: shop, name: istiod, path: /inject, port: 443}}}]
---
apiVersion: v1
kind: Node
metadata: {name: n1, labels: {node-role.kubernetes.io/control-plane: ''}}
status: {addresses: [{type: InternalIP, address: 192.168.0.1}]}
`;
    expect(needsOf(pod('istiod') + injector)).toEqual(['webhook: apiserver → pod:shop/istiod 15017/TCP']);
  });
});
