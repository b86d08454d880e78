// What Istio makes of two ends, with proxies, without, and in the ambient mesh: one row each, decided by hand from Istio's documentation; twins stand beside each other.
import { describe, expect, test } from 'vitest';
import type { TransitState } from './edge.ts';
import { HOST, HTTP, MESH, ON, all, peer, rule, tls } from '../testing/istio-objects.ts';
import { stateIn } from '../testing/transit-world.ts';
import type { World } from '../testing/transit-world.ts';

describe('two ends', () => {
  const STRICT = peer({ namespace: 'servers', mode: 'STRICT' });
  const DISABLE = peer({ namespace: 'servers', mode: 'DISABLE' });
  const PERMISSIVE = peer({ namespace: 'servers', mode: 'PERMISSIVE' });
  test.each<[string, World, TransitState]>([
    ['both with a proxy', MESH, 'mtls'],
    ['no proxy on the client', { servers: ON }, 'plain'],
    ['no proxy on the server', { clients: ON }, 'plain'],
    ['no proxy at all', {}, 'plain'],
    ['STRICT', { ...MESH, objects: STRICT }, 'mtls'],
    ['DISABLE: automatic mTLS leaves it alone', { ...MESH, objects: DISABLE }, 'plain'],
    ['a rule with DISABLE, PERMISSIVE', { ...MESH, objects: rule(tls('DISABLE')) }, 'plain'],
    ['a rule with DISABLE, STRICT', { ...MESH, objects: all(rule(tls('DISABLE')), STRICT) }, 'refused'],
    ['a rule with ISTIO_MUTUAL', { ...MESH, objects: rule(tls('ISTIO_MUTUAL')) }, 'mtls'],
    [
      'a rule with ISTIO_MUTUAL, no proxy on the server',
      { clients: ON, objects: rule(tls('ISTIO_MUTUAL')) },
      'refused',
    ],
    [
      'a rule with ISTIO_MUTUAL, server DISABLE',
      { ...MESH, objects: all(rule(tls('ISTIO_MUTUAL')), DISABLE) },
      'refused',
    ],
    ['a rule with SIMPLE, no proxy on the server', { clients: ON, objects: rule(tls('SIMPLE')) }, 'tls'],
    ['a rule with SIMPLE, PERMISSIVE', { ...MESH, objects: all(rule(tls('SIMPLE')), PERMISSIVE) }, 'tls'],
    ['a rule with SIMPLE, STRICT', { ...MESH, objects: all(rule(tls('SIMPLE')), STRICT) }, 'refused'],
    [
      'a credential without a workloadSelector is no TLS',
      { clients: ON, objects: rule(`${HOST}, trafficPolicy: { tls: { mode: SIMPLE, credentialName: c } }`) },
      'plain',
    ],
    [
      'a credential with a workloadSelector',
      {
        clients: ON,
        objects: rule(
          `${HOST}, workloadSelector: { matchLabels: { app: client } }, trafficPolicy: { tls: { mode: SIMPLE, credentialName: c } }`,
        ),
      },
      'tls',
    ],
    [
      'automatic mTLS switched off',
      {
        ...MESH,
        objects:
          'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: istio, namespace: istio-system }\ndata: { mesh: "enableAutoMtls: false" }\n',
      },
      'plain',
    ],
    ['UDP', { ...MESH, servicePort: 'protocol: UDP' }, 'unknown'],
    ['a program’s own TLS where the mesh leaves it in clear', { servers: ON, servicePort: 'name: https' }, 'tls'],
    ['nothing says what is spoken', { servers: ON, servicePort: 'name: web' }, 'unknown'],
  ])('%s', (name, world, state) => {
    const asked = name === 'UDP' ? ({ protocol: 'UDP' } as const) : {};
    expect(stateIn({ ...HTTP, ...world }, asked)).toBe(state);
  });
});

describe('who has a proxy', () => {
  const webhook = `apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: { name: istio-revision-tag-prod }
webhooks:
- name: rev.namespace.sidecar-injector.istio.io
  clientConfig: { service: { name: istiod, namespace: istio-system } }
  rules: [{ operations: [CREATE], apiGroups: [''], apiVersions: [v1], resources: [pods] }]
  namespaceSelector: { matchExpressions: [{ key: istio.io/rev, operator: In, values: [prod] }] }
`;
  const rev = (name: string): World => ({ clients: ON, servers: `labels: { istio.io/rev: ${name} }` });
  test.each<[string, World, TransitState]>([
    ['the namespace asks', MESH, 'mtls'],
    ['the pod opts out', { ...MESH, server: "sidecar.istio.io/inject: 'false'" }, 'plain'],
    ['the pod opts out by annotation', { ...MESH, server: "; sidecar.istio.io/inject: 'false'" }, 'plain'],
    ['the pod asks', { clients: ON, server: "sidecar.istio.io/inject: 'true'" }, 'mtls'],
    [
      'the namespace forbids',
      { clients: ON, servers: 'labels: { istio-injection: disabled }', server: "sidecar.istio.io/inject: 'true'" },
      'plain',
    ],
    ['a revision', rev('prod'), 'mtls'],
    ['a revision that an injector serves', { ...rev('prod'), objects: webhook }, 'mtls'],
    ['a revision that no injector serves', { ...rev('canary'), objects: webhook }, 'plain'],
    [
      'istio-injection before a revision',
      { clients: ON, servers: 'labels: { istio-injection: disabled, istio.io/rev: prod }' },
      'plain',
    ],
    ['on the host’s network', { ...MESH, serverSpec: 'hostNetwork: true' }, 'plain'],
    [
      'a proxy by hand',
      { clients: ON, serverSpec: 'initContainers: [{ name: istio-proxy, image: p, restartPolicy: Always }]' },
      'mtls',
    ],
  ])('%s', (_, world, state) => expect(stateIn({ ...HTTP, ...world })).toBe(state));
});

describe('ambient', () => {
  const AMBIENT = 'labels: { istio.io/dataplane-mode: ambient }';
  const BOTH: World = { clients: AMBIENT, servers: AMBIENT };
  const STRICT = peer({ namespace: 'servers', mode: 'STRICT' });
  const OUT: World = { ...BOTH, client: 'istio.io/dataplane-mode: none' };
  const MESH_STRICT = peer({ namespace: 'istio-system', mode: 'STRICT' });
  const PORT_STRICT = peer({
    namespace: 'servers',
    name: 'w',
    selector: 'app: web',
    mode: 'PERMISSIVE',
    ports: '8080: { mode: STRICT }',
  });
  test.each<[string, World, TransitState]>([
    ['both ends', BOTH, 'mtls'],
    ['both ends, STRICT', { ...BOTH, objects: STRICT }, 'mtls'],
    ['a client that opts out', { ...BOTH, client: 'istio.io/dataplane-mode: none' }, 'plain'],
    [
      'a client that opts out, STRICT',
      { ...BOTH, client: 'istio.io/dataplane-mode: none', objects: STRICT },
      'refused',
    ],
    [
      'a client that opts out, DISABLE counts as PERMISSIVE',
      { ...BOTH, client: 'istio.io/dataplane-mode: none', objects: peer({ namespace: 'servers', mode: 'DISABLE' }) },
      'plain',
    ],
    ['a pod that opts in', { clients: AMBIENT, server: 'istio.io/dataplane-mode: ambient' }, 'mtls'],
    ['a server outside', { clients: AMBIENT }, 'plain'],
    ['a server on the host’s network', { ...BOTH, serverSpec: 'hostNetwork: true' }, 'plain'],
    ['a client with a sidecar', { clients: ON, servers: AMBIENT }, 'unknown'],
    ['a STRICT port that ztunnel may not enforce', { ...OUT, objects: all(MESH_STRICT, PORT_STRICT) }, 'unknown'],
    [
      'a STRICT port under a namespace of its own mode',
      { ...OUT, objects: all(MESH_STRICT, PORT_STRICT, STRICT) },
      'refused',
    ],
    ['a STRICT port without a STRICT mesh', { ...OUT, objects: PORT_STRICT }, 'refused'],
    [
      'another value of the label',
      { clients: AMBIENT, servers: 'labels: { istio.io/dataplane-mode: sidecar }' },
      'plain',
    ],
  ])('%s', (_, world, state) => expect(stateIn({ ...HTTP, ...world })).toBe(state));
});
