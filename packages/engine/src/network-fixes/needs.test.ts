// Settings, ways in and the API server as sources of needs, each beside a twin that declares none.
import { describe, expect, test } from 'vitest';
import { API, args, env, needsOf, pod, SERVER, service } from '../testing/need-world.ts';
import type { Pod } from '../testing/need-world.ts';

const TO_API = 'setting: pod:shop/web → pod:shop/api 8080/TCP';

describe('settings', () => {
  test.each<[string, Pod, string[]]>([
    ['a URL', env('API', 'http://api/v1'), [TO_API]],
    ['a URL with the namespace', env('API', 'http://api.shop.svc.cluster.local'), [TO_API]],
    ['a host by its name', env('API_HOST', 'api'), [TO_API]],
    ['an argument', args('--api=api:80'), [TO_API]],
    ['an address of a pod', env('API', 'http://10.0.0.2:8080'), [TO_API]],
    ['a host outside', env('PAY', 'https://pay.example.com'), ['setting: pod:shop/web → network:internet 443/TCP']],
    [
      'an address outside',
      env('DB', 'mysql://u@192.0.2.7/x?tls=true'),
      ['setting: pod:shop/web → ip:192.0.2.7 3306/TCP'],
    ],
    ['nothing that is a host', env('API', 'v1'), []],
    ['the own pod', env('API', 'http://localhost:8080'), []],
    ['an argument that names no Service', args('--listen=other:80'), []],
    [
      'a port that the Service does not have',
      env('API', 'http://api:81'),
      ['unknown: API of pod:shop/web names api: service:shop/api has no port 81'],
    ],
  ])('%s', (_, web, needs) => {
    expect(needsOf(API + pod('web', web))).toEqual(needs);
  });

  const MAP = `---
apiVersion: v1
kind: ConfigMap
metadata: {name: web, namespace: shop}
data: {API_HOST: api, OTHER: none}
`;
  test.each([
    [`, envFrom: [{configMapRef: {name: web}}]`, [TO_API]],
    [`, env: [{name: X, valueFrom: {configMapKeyRef: {name: web, key: API_HOST}}}]`, [TO_API]],
    [`, env: [{name: X, valueFrom: {configMapKeyRef: {name: web, key: OTHER}}}]`, []],
    ['', []],
  ])('a ConfigMap that is given: %j', (container, needs) => {
    expect(needsOf(API + MAP + pod('web', { container }))).toEqual(needs);
  });

  test('a Service that is another name of one', () => {
    const alias = service('alias', 'type: ExternalName, externalName: api.shop.svc.cluster.local');
    expect(needsOf(API + alias + pod('web', env('API', 'http://alias')))).toEqual([TO_API]);
    const outside = service('alias', 'type: ExternalName, externalName: api.example.com');
    expect(needsOf(API + outside + pod('web', env('API', 'http://alias')))).toEqual([
      'setting: pod:shop/web → network:internet 80/TCP',
    ]);
  });
});

describe('ways in', () => {
  const INGRESS = `---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: shop, namespace: shop}
spec: {ingressClassName: nginx, defaultBackend: {service: {name: api, port: {number: 80}}}}
`;
  const nginx = (more = ''): string =>
    pod('nginx', { namespace: 'entry', image: 'registry.k8s.io/ingress-nginx/controller', more, ip: '192.168.0.9' });

  test('an Ingress, from the pods that serve it', () => {
    expect(needsOf(API + INGRESS + nginx())).toEqual(['entry: pod:entry/nginx → pod:shop/api 8080/TCP']);
    expect(needsOf(API + INGRESS + nginx(', hostNetwork: true'))).toEqual([
      'entry: pod:entry/nginx → pod:shop/api 8080/TCP',
    ]);
    expect(needsOf(API + nginx())).toEqual([]);
    expect(needsOf(API + INGRESS)).toEqual([
      'unknown: ingress:shop/shop leads to service:shop/api: the pods that serve ingress:shop/shop are not in the input',
    ]);
  });

  const route = (spec: string): string => `---
apiVersion: route.openshift.io/v1
kind: Route
metadata: {name: shop, namespace: shop}
spec: {${spec}}
`;
  const ROUTER = pod('router', {
    namespace: 'openshift-ingress',
    labels: 'ingresscontroller.operator.openshift.io/deployment-ingresscontroller: default',
  });
  const NAMED = service(
    'web',
    'selector: {app: api}, ports: [{name: main, port: 80, targetPort: 8080}, {name: more, port: 81, targetPort: 8081}]',
  );
  const to = (port: number): string => `entry: pod:openshift-ingress/router → pod:shop/api ${port}/TCP`;
  const LEADS = 'unknown: route.route.openshift.io:shop/shop leads to service:shop/web: ';
  test.each<[string, string, string[]]>([
    ['to: {kind: Service, name: web}', ROUTER, [to(8080), to(8081)]],
    ['to: {kind: Service, name: web}, port: {targetPort: more}', ROUTER, [to(8081)]],
    ['to: {kind: Service, name: web}, port: {targetPort: 8080}', ROUTER, [to(8080)]],
    [
      'to: {kind: Service, name: web}, port: {targetPort: 80}',
      ROUTER,
      [`${LEADS}service:shop/web leads to no port 80 of pods`],
    ],
    ['to: {kind: Service, name: gone}, alternateBackends: [{kind: Service, name: api}]', ROUTER, [to(8080)]],
    ['to: {kind: Service, name: gone}', ROUTER, []],
    ['to: {kind: Service, name: web}', '', [`${LEADS}no router is in the input: add the pods of openshift-ingress`]],
  ])('a Route of OpenShift: %s', (spec, router, needs) => {
    expect(needsOf(API + NAMED + route(spec) + router)).toEqual(needs);
  });

  test.each([
    ['LoadBalancer', ['service: everyone → pod:shop/api 8080/TCP']],
    ['NodePort', ['service: everyone → pod:shop/api 8080/TCP']],
    ['ClusterIP', []],
  ])('a Service of type %s', (type, needs) => {
    expect(
      needsOf(API + service('out', `type: ${type}, selector: {app: api}, ports: [{port: 80, targetPort: 8080}]`)),
    ).toEqual(needs);
  });
});

describe('the API server', () => {
  const hook = (name: string, port = ''): string => `---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata: {name: hook}
webhooks: [{name: hook.example.com, clientConfig: {service: {namespace: shop, name: ${name}${port}}}}]
`;
  const aggregated = (name: string, port = ''): string => `---
apiVersion: apiregistration.k8s.io/v1
kind: APIService
metadata: {name: v1.example.com}
spec: {group: example.com, version: v1, service: {namespace: shop, name: ${name}${port}}}
`;
  const HOOK =
    pod('hook', { ip: '10.0.0.3' }) +
    service('hook', 'selector: {app: hook}, ports: [{port: 443, targetPort: 9443}, {port: 8443, targetPort: http}]');
  const AGENT = pod('agent', { namespace: 'kube-system', labels: 'k8s-app: konnectivity-agent' });
  const CALLS = 'unknown: validatingwebhookconfiguration:hook has the API server call hook.example.com: ';
  const CALLED = ['webhook: apiserver → pod:shop/hook 9443/TCP'];
  test.each<[string, string, string[]]>([
    ['a webhook, by itself at 443', HOOK + SERVER + hook('hook'), CALLED],
    [
      'a webhook at a port',
      HOOK + SERVER + hook('hook', ', port: 8443'),
      ['webhook: apiserver → pod:shop/hook 8080/TCP'],
    ],
    ['an aggregated API', HOOK + SERVER + aggregated('hook'), CALLED],
    [
      'an aggregated API at a port',
      HOOK + SERVER + aggregated('hook', ', port: 8443'),
      ['webhook: apiserver → pod:shop/hook 8080/TCP'],
    ],
    [
      'a webhook through the pods of a control plane that is elsewhere',
      HOOK + SERVER + AGENT + hook('hook'),
      ['webhook: pod:kube-system/agent → pod:shop/hook 9443/TCP'],
    ],
    ['a port that the Service lacks', API + SERVER + hook('api'), [`${CALLS}service:shop/api has no port 443`]],
    ['a Service that is not there', API + SERVER + hook('other'), [`${CALLS}service:shop/other is not in the input`]],
    [
      'from an address that is not known',
      HOOK + hook('hook'),
      [`${CALLS}where the API server is is not in the input: add the EndpointSlice of default/kubernetes`],
    ],
  ])('calls %s', (_, manifests, needs) => {
    expect(needsOf(manifests)).toEqual(needs);
  });

  const bound = (account: string): string => `---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: app, namespace: shop}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: app}
subjects: [{kind: ServiceAccount, name: ${account}}]
`;
  const app = (more: string): string => pod('app', { more: `, serviceAccountName: app${more}` });
  test.each([
    ['a pod whose account has rights', app('') + bound('app'), ['api-server: pod:shop/app → apiserver 6443/TCP']],
    ['another account', app('') + bound('other'), []],
    ['a pod without the token', app(', automountServiceAccountToken: false') + bound('app'), []],
  ])('is asked by %s', (_, manifests, needs) => {
    expect(needsOf(SERVER + manifests)).toEqual(needs);
  });
});
