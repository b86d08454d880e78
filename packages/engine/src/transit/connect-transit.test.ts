// NetworkPolicies and ambient's tunnels: which port a policy has to open, with and without a waypoint; one row each, with twins.
import { describe, expect, test } from 'vitest';
import { factsOf } from '../testing/facts-of.ts';
import { worldOf } from '../testing/transit-world.ts';
import type { World } from '../testing/transit-world.ts';
import { CanConnect } from '../reach/can-connect.ts';
import type { ConnectRequest } from '../results/can-connect.ts';
import { ConnectTransit } from './connect-transit.ts';
import type { JoinedConnection } from './connect-transit.ts';

const ASKED: ConnectRequest = {
  from: 'deployment:clients/client',
  to: 'service:servers/web',
  port: 80,
  protocol: 'TCP',
};

function joined(world: World, asked: Partial<ConnectRequest> = {}): JoinedConnection {
  const facts = factsOf(worldOf({ servicePort: 'name: http', ...world }));
  const connect = new CanConnect(facts, { cni: 'generic' });
  const answer = connect.answer({ ...ASKED, ...asked });
  if ('error' in answer) throw new Error(answer.error);
  return new ConnectTransit(facts, connect).join(answer);
}

const told = (world: World): string => {
  const { verdict, transit } = joined(world);
  return `${verdict} ${transit?.state ?? '-'}`;
};

const AMBIENT = 'labels: { istio.io/dataplane-mode: ambient }';
const BOTH: World = { clients: AMBIENT, servers: AMBIENT };
const policy = (spec: string, metadata = 'name: p, namespace: servers'): string => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { ${metadata} }
spec: { ${spec} }
---
`;
const lets = (...ports: readonly number[]): string =>
  policy(
    `podSelector: { matchLabels: { app: web } }, ingress: [{ ports: [${ports.map((port) => `{ port: ${port} }`).join(', ')}] }]`,
  );
const leaves = (...ports: readonly number[]): string =>
  policy(
    `podSelector: {}, policyTypes: [Egress], egress: [{ ports: [${ports.map((port) => `{ port: ${port} }`).join(', ')}] }]`,
    'name: e, namespace: clients',
  );

describe('a policy and the tunnel', () => {
  test.each<[string, World, string]>([
    ['no policy', BOTH, 'allow mtls'],
    ['the program’s port alone', { ...BOTH, objects: lets(8080) }, 'deny refused'],
    ['the tunnel’s port alone', { ...BOTH, objects: lets(15_008) }, 'allow mtls'],
    ['both', { ...BOTH, objects: lets(8080, 15_008) }, 'allow mtls'],
    ['another port', { ...BOTH, objects: lets(9090) }, 'deny refused'],
    ['out to the program’s port alone', { ...BOTH, objects: leaves(8080) }, 'deny refused'],
    ['out to the tunnel’s port alone', { ...BOTH, objects: leaves(15_008) }, 'allow mtls'],
    ['out to it, and not in', { ...BOTH, objects: leaves(15_008) + lets(8080) }, 'deny refused'],
    [
      'a client that opts out: the program’s port',
      { ...BOTH, client: 'istio.io/dataplane-mode: none', objects: lets(8080) },
      'allow plain',
    ],
    [
      'a client that opts out: the tunnel’s port',
      { ...BOTH, client: 'istio.io/dataplane-mode: none', objects: lets(15_008) },
      'deny -',
    ],
    [
      'a server that opts out: the program’s port',
      { ...BOTH, server: 'istio.io/dataplane-mode: none', objects: lets(8080) },
      'allow plain',
    ],
    [
      'a server that opts out: the tunnel’s port',
      { ...BOTH, server: 'istio.io/dataplane-mode: none', objects: lets(15_008) },
      'deny -',
    ],
    ['no mesh: the program’s port', { objects: lets(8080) }, 'allow plain'],
    ['no mesh: the tunnel’s port', { objects: lets(15_008) }, 'deny -'],
  ])('%s', (_, world, verdict) => expect(told(world)).toBe(verdict));

  const part = `apiVersion: v1
kind: Pod
metadata: { name: part, namespace: servers, labels: { app: web, part: one } }
spec: { containers: [{ name: app, image: i }] }
---
`;
  const closes = (selector: string): string =>
    policy(`podSelector: { ${selector} }, ingress: [{ ports: [{ port: 8080 }] }]`);
  test.each<[string, string, string]>([
    ['one of two servers', closes('matchLabels: { part: one }'), 'allow unknown'],
    ['the other', closes('matchExpressions: [{ key: part, operator: DoesNotExist }]'), 'allow unknown'],
    ['both', closes('matchLabels: { app: web }'), 'deny refused'],
    ['neither', closes('matchLabels: { app: other }'), 'allow mtls'],
  ])('closes the tunnel to %s', (_, objects, verdict) =>
    expect(told({ ...BOTH, objects: part + objects })).toBe(verdict),
  );

  test('the basis says which port policies see, and who enforces them stands first', () => {
    const { because } = joined({ ...BOTH, objects: lets(8080) });
    expect(because[0]?.text).toBe(joined({}).because[0]?.text);
    expect(because[1]?.text).toBe('network policies see its tunnel to port 15008, and not port 8080');
    expect(because[2]?.text).toBe('port 15008 is closed by network policies, so that the tunnel breaks');
  });
});

describe('a policy and Linkerd’s proxies', () => {
  const LINKERD = 'annotations: { linkerd.io/inject: enabled }';
  const MESHED: World = { clients: LINKERD, servers: LINKERD };
  test.each<[string, World, string]>([
    ['no policy', MESHED, 'allow mtls'],
    ['the program’s port alone', { ...MESHED, objects: lets(8080) }, 'deny refused'],
    ['the proxy’s port alone', { ...MESHED, objects: lets(4143) }, 'allow mtls'],
    [
      'another port of the proxy',
      { ...MESHED, server: '; config.linkerd.io/inbound-port: "5143"', objects: lets(4143) },
      'deny refused',
    ],
    [
      'another port of the proxy, opened',
      { ...MESHED, server: '; config.linkerd.io/inbound-port: "5143"', objects: lets(5143) },
      'allow mtls',
    ],
    [
      'a port that the server keeps out of it',
      { ...MESHED, server: '; config.linkerd.io/skip-inbound-ports: "8080"', objects: lets(8080) },
      'allow plain',
    ],
    ['a client without one: the program’s port', { servers: LINKERD, objects: lets(8080) }, 'allow plain'],
    ['a client without one: the proxy’s port', { servers: LINKERD, objects: lets(4143) }, 'deny -'],
  ])('%s', (_, world, verdict) => expect(told(world)).toBe(verdict));
});

describe('over a waypoint', () => {
  const USE: World = { ...BOTH, servers: 'labels: { istio.io/dataplane-mode: ambient, istio.io/use-waypoint: wp }' };
  const GATEWAY = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: wp, namespace: servers }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
---
`;
  const PODS = `apiVersion: apps/v1
kind: Deployment
metadata: { name: wp, namespace: servers }
spec:
  selector: { matchLabels: { gateway.networking.k8s.io/gateway-name: wp } }
  template:
    metadata: { labels: { gateway.networking.k8s.io/gateway-name: wp } }
    spec: { containers: [{ name: istio-proxy, image: p }] }
---
`;
  const fromWaypoint = policy(
    'podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ podSelector: { matchLabels: { gateway.networking.k8s.io/gateway-name: wp } } }], ports: [{ port: 15008 }] }]',
  );
  const closed = policy(
    'podSelector: { matchLabels: { gateway.networking.k8s.io/gateway-name: wp } }',
    'name: w, namespace: servers',
  );
  test.each<[string, string, string]>([
    ['no policy', GATEWAY + PODS, 'allow mtls'],
    ['the server takes the waypoint alone', GATEWAY + PODS + fromWaypoint, 'allow mtls'],
    ['the waypoint takes nobody', GATEWAY + PODS + closed, 'deny refused'],
    ['pods that are not in the input', GATEWAY, 'undefined unknown'],
    ['a Gateway that is not in the input', PODS, 'undefined unknown'],
  ])('%s', (_, objects, verdict) => expect(told({ ...USE, objects })).toBe(verdict));

  test('without the waypoint, the same policy keeps the client out', () => {
    expect(told({ ...BOTH, objects: PODS + fromWaypoint })).toBe('deny refused');
  });
});

describe('what the mesh takes', () => {
  const authorization = (spec: string): string => `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: { name: a, namespace: servers }
spec: { ${spec} }
---
`;
  test.each<[string, World, string | undefined]>([
    ['no policy', BOTH, undefined],
    ['one that takes nobody', { ...BOTH, objects: authorization('') }, 'refused'],
    ['one that takes all', { ...BOTH, objects: authorization('rules: [{}]') }, 'admitted'],
    ['where the tunnel breaks nothing is asked', { ...BOTH, objects: authorization('') + lets(8080) }, undefined],
    ['beside a tunnel that passes', { ...BOTH, objects: authorization('') + lets(15_008) }, 'refused'],
  ])('%s', (_, world, verdict) => expect(joined(world).mesh?.verdict).toBe(verdict));
});
