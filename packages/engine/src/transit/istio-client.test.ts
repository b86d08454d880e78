// Which DestinationRule counts, and what passes beside the proxies: one row each, decided by hand from Istio's documentation; twins stand beside each other.
import { describe, expect, test } from 'vitest';
import type { TransitState } from './edge.ts';
import { HOST, HTTP, MESH, all, peer, rule, tls } from '../testing/istio-objects.ts';
import { stateIn } from '../testing/transit-world.ts';
import type { World } from '../testing/transit-world.ts';

describe('where VirtualServices lead', () => {
  const route = (to: string, more = '', hosts = 'web.servers.svc.cluster.local', field = 'http'): string =>
    `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: v, namespace: clients }
spec: { hosts: ['${hosts}']${more}, ${field}: [{ route: [{ destination: { ${to} } }] }] }
`;
  test.each<[string, string, TransitState]>([
    ['to the same Service', route(HOST), 'mtls'],
    ['to another host', route('host: other.servers.svc.cluster.local'), 'unknown'],
    ['to another host, over TCP', route('host: other.servers.svc.cluster.local', '', undefined, 'tcp'), 'unknown'],
    ['to the same port', route(`${HOST}, port: { number: 80 }`), 'mtls'],
    ['to another port', route(`${HOST}, port: { number: 81 }`), 'unknown'],
    ['to a subset', route(`${HOST}, subset: v1`), 'unknown'],
    ['a wildcard', route('host: other', '', '*.servers.svc.cluster.local'), 'unknown'],
    ['for another host', route('host: other', '', 'api.servers.svc.cluster.local'), 'mtls'],
    ['a short name is of its own namespace', route('host: other', '', 'web'), 'mtls'],
    ['for a gateway alone', route('host: other', ', gateways: [edge]'), 'mtls'],
    ['for a gateway and the mesh', route('host: other', ', gateways: [edge, mesh]'), 'unknown'],
    ['exported elsewhere', route('host: other', ', exportTo: [third]'), 'mtls'],
    ['exported to its own namespace', route('host: other', ", exportTo: ['.']"), 'unknown'],
  ])('%s', (_, objects, state) => expect(stateIn({ ...MESH, ...HTTP, objects })).toBe(state));

  test('a client without a proxy is led nowhere', () => {
    expect(stateIn({ servers: MESH.servers ?? '', ...HTTP, objects: route('host: other') })).toBe('plain');
  });
});

/** Two rules of one host: the second switches TLS off, unless it is the other way round. */
function aged(which: 'plain first' | 'mtls first' | 'silent first' | 'empty first' | 'unknown'): string {
  const at = (name: string, year: number, spec: string): string =>
    rule(spec, 'clients', which === 'unknown' ? '' : `, creationTimestamp: '${year}-01-01T00:00:00Z'`).replace(
      'rclients',
      name,
    );
  const older = {
    'plain first': tls('DISABLE'),
    'mtls first': tls('ISTIO_MUTUAL'),
    'silent first': `${HOST}, trafficPolicy: { loadBalancer: { simple: RANDOM } }`,
    'empty first': HOST,
    unknown: tls('ISTIO_MUTUAL'),
  }[which];
  return all(at('r2', 2025, which === 'plain first' ? tls('ISTIO_MUTUAL') : tls('DISABLE')), at('r1', 2024, older));
}

describe('which DestinationRule counts', () => {
  const port = (number: number, of: string): string =>
    `${HOST}, trafficPolicy: { tls: { mode: ISTIO_MUTUAL }, portLevelSettings: [{ port: { number: ${number} }${of} }] }`;
  test.each<[string, string, TransitState]>([
    [
      'a short name is of the rule’s namespace',
      rule('host: web, trafficPolicy: { tls: { mode: DISABLE } }', 'servers'),
      'plain',
    ],
    ['a short name of another namespace', rule('host: web, trafficPolicy: { tls: { mode: DISABLE } }'), 'mtls'],
    ['a wildcard', rule("host: '*.servers.svc.cluster.local', trafficPolicy: { tls: { mode: DISABLE } }"), 'plain'],
    [
      'a wildcard of another namespace',
      rule("host: '*.other.svc.cluster.local', trafficPolicy: { tls: { mode: DISABLE } }"),
      'mtls',
    ],
    [
      'the client’s namespace before the server’s',
      all(rule(tls('DISABLE')), rule(tls('ISTIO_MUTUAL'), 'servers')),
      'plain',
    ],
    [
      'the server’s before the root’s',
      all(rule(tls('DISABLE'), 'servers'), rule(tls('ISTIO_MUTUAL'), 'istio-system')),
      'plain',
    ],
    ['the root’s', rule(tls('DISABLE'), 'istio-system'), 'plain'],
    ['a third namespace', rule(tls('DISABLE'), 'other'), 'mtls'],
    ['not exported', rule(`${tls('DISABLE')}, exportTo: ['.']`, 'servers'), 'mtls'],
    ['exported to the client', rule(`${tls('DISABLE')}, exportTo: [clients]`, 'servers'), 'plain'],
    ['for another workload', rule(`${tls('DISABLE')}, workloadSelector: { matchLabels: { app: other } }`), 'mtls'],
    [
      'a closer host of one namespace',
      all(
        rule("host: '*', trafficPolicy: { tls: { mode: DISABLE } }"),
        rule(tls('ISTIO_MUTUAL')).replace('rclients', 'r2'),
      ),
      'mtls',
    ],
    ['the port’s own policy', rule(port(80, ', tls: { mode: DISABLE }')), 'plain'],
    ['the container’s port is not the Service’s', rule(port(8080, ', tls: { mode: DISABLE }')), 'mtls'],
    [
      'a port’s policy inherits nothing',
      rule(`${HOST}, trafficPolicy: { tls: { mode: DISABLE }, portLevelSettings: [{ port: { number: 80 } }] }`),
      'mtls',
    ],
    [
      'a subset that nobody is led to',
      rule(`${HOST}, subsets: [{ name: v1, trafficPolicy: { tls: { mode: DISABLE } } }]`),
      'mtls',
    ],
    ['no TLS in it', rule(`${HOST}, trafficPolicy: { loadBalancer: { simple: RANDOM } }`), 'mtls'],
    ['the oldest of two', aged('plain first'), 'plain'],
    ['the oldest of two, the other way round', aged('mtls first'), 'mtls'],
    ['the oldest has no TLS in its policy', aged('silent first'), 'mtls'],
    ['the oldest has no policy', aged('empty first'), 'plain'],
    ['of two whose ages are not known', aged('unknown'), 'unknown'],
  ])('%s', (_, objects, state) => expect(stateIn({ ...MESH, ...HTTP, objects })).toBe(state));
});

describe('what passes beside the proxies', () => {
  const T = 'traffic.sidecar.istio.io';
  const sidecar = (namespace: string, spec: string): string => `apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: { name: s, namespace: ${namespace} }
spec: { ${spec} }
`;
  const STRICT = peer({ namespace: 'servers', mode: 'STRICT' });
  test.each<[string, World, TransitState]>([
    ['the client keeps the Service’s port out', { client: `; ${T}/excludeOutboundPorts: '80'` }, 'plain'],
    ['the client keeps the container’s port out', { client: `; ${T}/excludeOutboundPorts: '8080'` }, 'mtls'],
    [
      'the client keeps a port out, STRICT',
      { client: `; ${T}/excludeOutboundPorts: '80'`, objects: STRICT },
      'refused',
    ],
    ['the client keeps the address out', { client: `; ${T}/excludeOutboundIPRanges: 10.96.0.0/16` }, 'plain'],
    ['the client keeps another address out', { client: `; ${T}/excludeOutboundIPRanges: 10.97.0.0/16` }, 'mtls'],
    [
      'the server keeps the port out: nobody answers the handshake',
      { server: `; ${T}/excludeInboundPorts: '8080'` },
      'refused',
    ],
    ['the server keeps another port out', { server: `; ${T}/excludeInboundPorts: '9090'` }, 'mtls'],
    ['the server takes in other ports alone', { server: `; ${T}/includeInboundPorts: '9090'` }, 'refused'],
    [
      'both keep it out, STRICT: the hole',
      { client: `; ${T}/excludeOutboundPorts: '80'`, server: `; ${T}/excludeInboundPorts: '8080'`, objects: STRICT },
      'plain',
    ],
    [
      'a Sidecar that captures nothing of the port',
      {
        client: `; ${T}/excludeOutboundPorts: '80'`,
        objects: all(
          STRICT,
          sidecar('servers', 'ingress: [{ port: { number: 8080, protocol: HTTP, name: h }, captureMode: NONE }]'),
        ),
      },
      'plain',
    ],
    [
      'a Sidecar of another workload',
      {
        client: `; ${T}/excludeOutboundPorts: '80'`,
        objects: all(
          STRICT,
          sidecar(
            'servers',
            'workloadSelector: { labels: { app: api } }, ingress: [{ port: { number: 8080, protocol: HTTP, name: h }, captureMode: NONE }]',
          ),
        ),
      },
      'refused',
    ],
    [
      'a client’s Sidecar that captures nothing',
      { objects: sidecar('clients', "egress: [{ hosts: ['*/*'], captureMode: NONE }]") },
      'unknown',
    ],
  ])('%s', (_, world, state) => expect(stateIn({ ...MESH, ...HTTP, ...world })).toBe(state));

  test('the pod’s own address is passed on as it is', () => {
    const pod = `apiVersion: v1
kind: Pod
metadata: { name: web-1, namespace: servers, labels: { app: web } }
spec: { containers: [{ name: app, image: i }, { name: istio-proxy, image: p }] }
status: { phase: Running, podIPs: [{ ip: 10.0.0.9 }] }
`;
    const world = { ...MESH, ...HTTP, container: 'readinessProbe: { httpGet: { port: 8080 } }', objects: pod };
    expect(stateIn(world, { to: 'ip:10.0.0.9', port: 8080 })).toBe('unknown');
    expect(stateIn(world, { to: 'pod:servers/web-1', port: 8080 })).toBe('mtls');
    expect(stateIn({ ...world, objects: all(pod, STRICT) }, { to: 'ip:10.0.0.9', port: 8080 })).toBe('refused');
  });
});
