// Whom AuthorizationPolicies take in the ambient mesh, by ztunnel and by waypoints: one row each, decided by hand from Istio's documentation and source.
import { describe, expect, test } from 'vitest';
import { allow, CLIENT, deny, from, OTHER, policy, to, when } from '../testing/authorization-objects.ts';
import { all, HTTP } from '../testing/istio-objects.ts';
import { factsOf } from '../testing/facts-of.ts';
import { admissionIn, worldOf } from '../testing/transit-world.ts';
import type { World } from '../testing/transit-world.ts';
import { TransitAnswers } from './answers.ts';
import type { Admission } from './authorizations.ts';

type Verdict = Admission['verdict'] | undefined;
type Row = readonly [string, World, Verdict];

describe('ztunnel', () => {
  const AMBIENT = 'labels: { istio.io/dataplane-mode: ambient }';
  const BOTH: World = { clients: AMBIENT, servers: AMBIENT, ...HTTP };
  const ambient = (name: string, objects: string, verdict: Verdict, world: World = {}): Row => [
    name,
    { ...BOTH, ...world, objects },
    verdict,
  ];
  const OUT: World = { client: 'istio.io/dataplane-mode: none' };
  const GET = to('methods: [GET]');
  test.each<Row>([
    ambient('no policy', '', undefined),
    ambient('an empty spec takes nobody', policy(''), 'refused'),
    ambient('a principal', allow(from(`principals: [${CLIENT}]`)), 'admitted'),
    ambient('another principal', allow(from(`principals: [${OTHER}]`)), 'refused'),
    ambient('a principal, from outside of the mesh', allow(from(`principals: [${CLIENT}]`)), 'refused', OUT),
    ambient('the pod’s port inside of the tunnel', allow(to("ports: ['8080']")), 'admitted'),
    ambient('the tunnel’s port is not seen', allow(to("ports: ['15008']")), 'refused'),
    ambient('ALLOW of a method takes nobody', allow(GET), 'refused'),
    ambient('ALLOW of a method, and of a namespace', allow(`${GET}, ${from('namespaces: [clients]')}`), 'admitted'),
    ambient('DENY of a method refuses all', deny(GET), 'refused'),
    ambient('DENY of a method on another port', deny(to("methods: [GET], ports: ['1']")), 'admitted'),
    ambient('DENY by what stands in front refuses all', deny(from('remoteIpBlocks: [10.0.0.0/8]')), 'refused'),
    ambient('an attribute of TLS is none of ztunnel’s', allow(when('connection.sni', 'values: [a]')), 'refused'),
    ambient('CUSTOM is not known', policy('action: CUSTOM, rules: [{}]'), undefined),
    ambient('a target is not for ztunnel', policy("targetRefs: [{ group: '', kind: Service, name: web }]"), undefined),
    ambient('of the root namespace', policy('', 'name: a, namespace: istio-system'), 'refused'),
  ])('%s', (_, world, verdict) => expect(admissionIn(world)).toBe(verdict));

  const waypoint = (more = '', labels = ''): string => `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: { name: wp, namespace: servers, labels: { ${labels} } }
spec: { gatewayClassName: istio-waypoint, listeners: [{ name: mesh, port: 15008, protocol: HBONE }] }
---
${more}`;
  const USE: World = { servers: 'labels: { istio.io/dataplane-mode: ambient, istio.io/use-waypoint: wp }' };
  const target = (kind: string, name: string, spec = '', namespace = 'servers'): string =>
    policy(`targetRefs: [{ kind: ${kind}, name: ${name} }], ${spec}`, `name: t, namespace: ${namespace}`);
  const SELF = 'cluster.local/ns/servers/sa/wp';
  test.each<Row>([
    ambient('no policy', waypoint(), undefined, USE),
    ambient('for the Service', waypoint(target('Service', 'web')), 'refused', USE),
    ambient('for another Service', waypoint(target('Service', 'api')), undefined, USE),
    ambient('for the Service, of another namespace', waypoint(target('Service', 'web', '', 'clients')), undefined, USE),
    ambient('for the Gateway', waypoint(target('Gateway', 'wp')), 'refused', USE),
    ambient(
      'for the class, of the root namespace',
      waypoint(target('GatewayClass', 'istio-waypoint', '', 'istio-system')),
      'refused',
      USE,
    ),
    ambient('for the class, of its own namespace', waypoint(target('GatewayClass', 'istio-waypoint')), undefined, USE),
    ambient(
      'a method, which the waypoint sees',
      waypoint(target('Service', 'web', `rules: [${GET}]`)),
      'undefined',
      USE,
    ),
    ambient(
      'the client, whom the waypoint sees',
      waypoint(target('Service', 'web', `rules: [${from(`principals: [${CLIENT}]`)}]`)),
      'admitted',
      USE,
    ),
    ambient(
      'the Service’s port',
      waypoint(target('Service', 'web', `rules: [${to("ports: ['80']")}]`)),
      'admitted',
      USE,
    ),
    ambient(
      'the client, whom ztunnel no longer sees',
      waypoint(allow(from(`principals: [${CLIENT}]`))),
      'refused',
      USE,
    ),
    ambient('the waypoint, whom ztunnel sees', waypoint(allow(from(`principals: [${SELF}]`))), 'admitted', USE),
    ambient(
      'both must take it',
      waypoint(all(target('Service', 'web'), allow(from(`principals: [${SELF}]`)))),
      'refused',
      USE,
    ),
    ambient(
      'a waypoint for pods alone',
      waypoint(target('Gateway', 'wp'), 'istio.io/waypoint-for: workload'),
      undefined,
      USE,
    ),
    ambient('a waypoint for both', waypoint(target('Gateway', 'wp'), 'istio.io/waypoint-for: all'), 'refused', USE),
    ambient('a waypoint that the input lacks', allow(from(`principals: [${CLIENT}]`)), 'undefined', USE),
    ambient('a client outside of the mesh goes past it', waypoint(target('Gateway', 'wp')), undefined, {
      ...USE,
      ...OUT,
    }),
  ])('through a waypoint: %s', (_, world, verdict) => expect(admissionIn(world)).toBe(verdict));

  test('who asks for the pod’s address goes past a waypoint for Services', () => {
    const pod = `apiVersion: v1
kind: Pod
metadata: { name: w, namespace: servers, labels: { app: web } }
spec: { containers: [{ name: app, image: i }] }
status: { phase: Running, podIPs: [{ ip: 10.1.0.7 }] }
---
`;
    const asked = { to: 'ip:10.1.0.7', port: 8080 };
    const world = (labels: string): World => ({
      ...BOTH,
      ...USE,
      objects: pod + waypoint(target('Gateway', 'wp'), labels),
    });
    expect(admissionIn(world(''), asked)).toBeUndefined();
    expect(admissionIn(world('istio.io/waypoint-for: workload'), asked)).toBe('refused');
  });

  test('the Service’s own label counts before the namespace’s', () => {
    const service = (value: string): string => `apiVersion: v1
kind: Service
metadata: { name: own, namespace: servers, labels: { istio.io/use-waypoint: ${value} } }
spec: { selector: { app: web }, ports: [{ name: http, port: 80, targetPort: 8080 }] }
---
`;
    const of = (value: string): Verdict =>
      admissionIn(
        { ...BOTH, ...USE, objects: service(value) + waypoint(target('Gateway', 'wp')) },
        { to: 'service:servers/own' },
      );
    expect(of('none')).toBeUndefined();
    expect(of('wp')).toBe('refused');
  });
});

test('policies that were not read leave it open, where a proxy of the mesh sees the connection', () => {
  const verdictOf = (servers: string, kind: string): Verdict => {
    const facts = factsOf(worldOf({ servers, ...HTTP }));
    const unread = { source: 'cluster', what: kind, state: 'not-read', list: { kind } } as const;
    const request = {
      from: 'deployment:clients/client',
      to: 'service:servers/web',
      port: 80,
      protocol: 'TCP',
    } as const;
    return new TransitAnswers({ ...facts, coverage: [unread] }).of(request)[0]?.admission?.verdict;
  };
  expect(verdictOf('labels: { istio-injection: enabled }', 'security.istio.io/AuthorizationPolicy')).toBe('undefined');
  expect(verdictOf('labels: { istio-injection: enabled }', '/Secret')).toBeUndefined();
  expect(verdictOf('labels: {}', 'security.istio.io/AuthorizationPolicy')).toBeUndefined();
});
