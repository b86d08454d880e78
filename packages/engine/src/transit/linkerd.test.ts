// What Linkerd makes of an edge, one row each, decided by hand from its documentation; twins stand beside each other.
import { describe, expect, test } from 'vitest';
import type { TransitState } from './edge.ts';
import { stateIn } from '../testing/transit-world.ts';
import type { World } from '../testing/transit-world.ts';

const ON = 'annotations: { linkerd.io/inject: enabled }';
const MESH: World = { clients: ON, servers: ON, servicePort: 'name: http' };
const C = 'config.linkerd.io';

describe('two ends', () => {
  test.each<[string, World, TransitState]>([
    ['both with a proxy', {}, 'mtls'],
    ['ingress mode', { clients: 'annotations: { linkerd.io/inject: ingress }' }, 'mtls'],
    ['the client opts out', { client: '; linkerd.io/inject: disabled' }, 'plain'],
    ['no proxy on the server', { servers: '' }, 'plain'],
    ['no proxy at all', { clients: '', servers: '' }, 'plain'],
    ['the pod asks', { servers: '', server: '; linkerd.io/inject: enabled' }, 'mtls'],
    ['a label is no annotation', { servers: '', server: 'linkerd.io/inject: enabled' }, 'plain'],
    ['on the host’s network', { serverSpec: 'hostNetwork: true' }, 'plain'],
    ['an opaque port is encrypted', { server: `; ${C}/opaque-ports: '8080'` }, 'mtls'],
    ['a port that the server skips is not', { server: `; ${C}/skip-inbound-ports: '8080'` }, 'plain'],
    ['another port that the server skips', { server: `; ${C}/skip-inbound-ports: '9090'` }, 'mtls'],
    ['a range that the server skips', { server: `; ${C}/skip-inbound-ports: '4000-5000,8000-8100'` }, 'plain'],
    ['a port that the client skips', { client: `; ${C}/skip-outbound-ports: '80'` }, 'plain'],
    ['the client asks for the Service’s port', { client: `; ${C}/skip-outbound-ports: '8080'` }, 'mtls'],
    [
      'the namespace skips',
      { clients: `annotations: { linkerd.io/inject: enabled, ${C}/skip-outbound-ports: '80' }` },
      'plain',
    ],
  ])('%s', (_, world, state) => expect(stateIn({ ...MESH, ...world })).toBe(state));

  test('ports that are skipped unless something is said: of Galera', () => {
    const pod = { ...MESH, container: 'ports: [{ containerPort: 4567, name: http }]' };
    expect(stateIn(pod, { to: 'deployment:servers/web', port: 4567 })).toBe('plain');
    expect(stateIn(pod, { to: 'deployment:servers/web', port: 4569 })).toBe('mtls');
    const own = { ...pod, server: `; ${C}/skip-inbound-ports: '9090'`, client: `; ${C}/skip-outbound-ports: '9090'` };
    expect(stateIn(own, { to: 'deployment:servers/web', port: 4567 })).toBe('mtls');
  });
});

/** From a client without a proxy. */
describe('whom a server takes', () => {
  const server = (spec = 'port: 8080'): string => `apiVersion: policy.linkerd.io/v1beta3
kind: Server
metadata: { name: web, namespace: servers }
spec: { podSelector: { matchLabels: { app: web } }, ${spec} }
`;
  const policy = (target: string, refs: string, namespace = 'servers'): string => `---
apiVersion: policy.linkerd.io/v1alpha1
kind: AuthorizationPolicy
metadata: { name: p, namespace: ${namespace} }
spec: { targetRef: { ${target} }, requiredAuthenticationRefs: [${refs}] }
`;
  const authorization = (client: string): string => `---
apiVersion: policy.linkerd.io/v1beta1
kind: ServerAuthorization
metadata: { name: a, namespace: servers }
spec: { server: { name: web }, client: { ${client} } }
`;
  const SERVER = 'group: policy.linkerd.io, kind: Server, name: web';
  const MESH_TLS = '{ group: policy.linkerd.io, kind: MeshTLSAuthentication, name: m }';
  const NETWORK = '{ group: policy.linkerd.io, kind: NetworkAuthentication, name: n }';
  const config = (policyOf: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: linkerd-config, namespace: linkerd }\ndata:\n  values: |\n    proxy: { defaultInboundPolicy: ${policyOf} }\n`;
  test.each<[string, World, TransitState]>([
    ['everybody, unless something is said', {}, 'plain'],
    ['the pod’s policy', { server: `; ${C}/default-inbound-policy: all-authenticated` }, 'refused'],
    ['the pod’s policy for the cluster', { server: `; ${C}/default-inbound-policy: cluster-unauthenticated` }, 'plain'],
    ['audit takes everybody', { server: `; ${C}/default-inbound-policy: audit` }, 'plain'],
    ['deny', { server: `; ${C}/default-inbound-policy: deny` }, 'refused'],
    ['the installation’s policy', { objects: config('all-authenticated') }, 'refused'],
    [
      'the pod before the installation',
      { server: `; ${C}/default-inbound-policy: all-unauthenticated`, objects: config('all-authenticated') },
      'plain',
    ],
    ['a Server takes over its port', { objects: server() }, 'refused'],
    ['a Server of another port', { objects: server('port: 9090') }, 'plain'],
    [
      'a Server by the port’s name',
      { container: 'ports: [{ containerPort: 8080, name: http }]', objects: server('port: http') },
      'refused',
    ],
    ['a Server that takes everybody', { objects: server('port: 8080, accessPolicy: all-unauthenticated') }, 'plain'],
    ['a Server that takes the mesh', { objects: server('port: 8080, accessPolicy: all-authenticated') }, 'refused'],
    ['a policy for identities', { objects: server() + policy(SERVER, MESH_TLS) }, 'refused'],
    ['a policy for networks', { objects: server() + policy(SERVER, NETWORK) }, 'plain'],
    ['a policy for both at once', { objects: server() + policy(SERVER, `${NETWORK}, ${MESH_TLS}`) }, 'refused'],
    ['a policy for the namespace', { objects: server() + policy('kind: Namespace, name: servers', NETWORK) }, 'plain'],
    [
      'a policy for a route authorises no Server',
      { objects: server() + policy('group: policy.linkerd.io, kind: HTTPRoute, name: web', NETWORK) },
      'refused',
    ],
    ['a policy of another namespace', { objects: server() + policy(SERVER, NETWORK, 'other') }, 'refused'],
    ['an authorization for everybody', { objects: server() + authorization('unauthenticated: true') }, 'plain'],
    [
      'an authorization for the mesh',
      { objects: server() + authorization("meshTLS: { identities: ['*'] }") },
      'refused',
    ],
  ])('%s', (_, world, state) => expect(stateIn({ ...MESH, clients: '', ...world })).toBe(state));
});
