// Whom Istio's AuthorizationPolicies take: one row each, decided by hand from Istio's documentation and source; twins stand beside each other.
import { describe, expect, test } from 'vitest';
import { allow, CLIENT, deny, from, OTHER, policy, to, when } from '../testing/authorization-objects.ts';
import { all, HTTP, MESH, ON, peer, rule, tls } from '../testing/istio-objects.ts';
import { admissionIn } from '../testing/transit-world.ts';
import type { World } from '../testing/transit-world.ts';
import type { Admission } from './authorizations.ts';

type Verdict = Admission['verdict'] | undefined;

/** The bytes are no HTTP by the name of the port. */
const RAW = { servicePort: 'name: tcp-web' };
const ANY = { servicePort: 'name: web' };

type Row = readonly [string, World, Verdict];
const meshed = (name: string, objects: string, verdict: Verdict, world: World = HTTP): Row => [
  name,
  { ...MESH, ...world, objects },
  verdict,
];
const outside = (name: string, objects: string, verdict: Verdict, world: World = HTTP): Row => [
  name,
  { servers: ON, ...world, objects },
  verdict,
];

describe('actions', () => {
  test.each<Row>([
    meshed('no policy', '', undefined),
    meshed('an empty spec takes nobody', policy(''), 'refused'),
    meshed('ALLOW without rules takes nobody', policy('action: ALLOW'), 'refused'),
    meshed('ALLOW with an empty list takes nobody', policy('rules: []'), 'refused'),
    meshed('an empty rule takes all', allow('{}'), 'admitted'),
    meshed('DENY without rules refuses nobody', policy('action: DENY'), 'admitted'),
    meshed('DENY with an empty rule refuses all', deny('{}'), 'refused'),
    meshed('DENY before ALLOW', all(allow('{}'), deny('{}')), 'refused'),
    meshed('DENY of another client, and ALLOW', all(allow('{}'), deny(from(`principals: [${OTHER}]`))), 'admitted'),
    meshed('DENY of another client, and no ALLOW', deny(from(`principals: [${OTHER}]`)), 'admitted'),
    meshed('one of two ALLOW', all(policy(''), policy('rules: [{}]', 'name: b, namespace: servers')), 'admitted'),
    meshed('AUDIT decides nothing', policy('action: AUDIT, rules: [{}]'), undefined),
    meshed(
      'CUSTOM leaves it to an extension',
      policy('action: CUSTOM, provider: { name: x }, rules: [{}]'),
      'undefined',
    ),
    meshed(
      'CUSTOM that does not match',
      policy(`action: CUSTOM, rules: [${from(`principals: [${OTHER}]`)}]`),
      'admitted',
    ),
    meshed('CUSTOM, and DENY', all(policy('action: CUSTOM, rules: [{}]'), deny('{}')), 'refused'),
    meshed(
      'a dry run',
      policy('', 'name: a, namespace: servers, annotations: { istio.io/dry-run: "true" }'),
      undefined,
    ),
    meshed(
      'no dry run',
      policy('', 'name: a, namespace: servers, annotations: { istio.io/dry-run: "false" }'),
      'refused',
    ),
  ])('%s', (_, world, verdict) => expect(admissionIn(world)).toBe(verdict));
});

describe('whom a policy is for', () => {
  test.each<Row>([
    meshed('a selector that selects', policy('selector: { matchLabels: { app: web } }'), 'refused'),
    meshed('one that does not', policy('selector: { matchLabels: { app: api } }'), undefined),
    meshed('of the client’s namespace', policy('', 'name: a, namespace: clients'), undefined),
    meshed('of the root namespace', policy('', 'name: a, namespace: istio-system'), 'refused'),
    meshed(
      'of the root namespace, selecting',
      policy('selector: { matchLabels: { app: web } }', 'name: a, namespace: istio-system'),
      'refused',
    ),
    meshed(
      'of the root namespace, selecting others',
      policy('selector: { matchLabels: { app: api } }', 'name: a, namespace: istio-system'),
      undefined,
    ),
    meshed(
      'for a Service, which a sidecar does not read',
      policy("targetRefs: [{ group: '', kind: Service, name: web }]"),
      undefined,
    ),
    outside('no proxy on the server', policy(''), undefined, { ...HTTP, servers: 'labels: {}' }),
    meshed('a port that the proxy does not see', policy(''), undefined, {
      ...HTTP,
      server: '; traffic.sidecar.istio.io/excludeInboundPorts: "8080"',
    }),
    meshed('another port that it does not see', policy(''), 'refused', {
      ...HTTP,
      server: '; traffic.sidecar.istio.io/excludeInboundPorts: "8081"',
    }),
    outside(
      'what STRICT refuses does not arrive',
      all(policy('rules: [{}]'), peer({ namespace: 'servers', mode: 'STRICT' })),
      undefined,
    ),
  ])('%s', (_, world, verdict) => expect(admissionIn(world)).toBe(verdict));

  test('UDP passes beside the mesh', () => {
    expect(
      admissionIn({ ...MESH, servicePort: 'protocol: UDP', objects: policy('') }, { protocol: 'UDP' }),
    ).toBeUndefined();
  });
});

describe('who the client is', () => {
  const STRANGER = from(`notPrincipals: [${CLIENT}]`);
  test.each<Row>([
    meshed('its principal', allow(from(`principals: [${CLIENT}]`)), 'admitted'),
    meshed('another principal', allow(from(`principals: [${OTHER}]`)), 'refused'),
    meshed('its own account', allow(from(`principals: [${OTHER}]`)), 'admitted', {
      ...HTTP,
      clientSpec: 'serviceAccountName: other',
    }),
    meshed('a prefix', allow(from('principals: ["cluster.local/ns/clients/*"]')), 'admitted'),
    meshed('a suffix', allow(from('principals: ["*/sa/default"]')), 'admitted'),
    meshed('another suffix', allow(from('principals: ["*/sa/other"]')), 'refused'),
    meshed('anybody of the mesh', allow(from('principals: ["*"]')), 'admitted'),
    outside('anybody of the mesh, without a proxy', allow(from('principals: ["*"]')), 'refused'),
    outside('DENY by principal does not see who has none', deny(from('principals: ["*"]')), 'admitted'),
    outside('DENY of all but one does', deny(STRANGER), 'refused'),
    meshed('DENY of all but the client', deny(STRANGER), 'admitted'),
    outside('ALLOW of all but one takes who has none', allow(STRANGER), 'admitted'),
    meshed('its namespace', allow(from('namespaces: [clients]')), 'admitted'),
    meshed('another namespace', allow(from('namespaces: [other]')), 'refused'),
    outside('its namespace, without a proxy', allow(from('namespaces: [clients]')), 'refused'),
    meshed('not its namespace', allow(from('notNamespaces: [clients]')), 'refused'),
    meshed('an account with its namespace', allow(from('serviceAccounts: [clients/default]')), 'admitted'),
    meshed('an account of the policy’s namespace', allow(from('serviceAccounts: [default]')), 'refused'),
    meshed('both fields of a source', allow(from(`principals: [${CLIENT}], namespaces: [other]`)), 'refused'),
    meshed(
      'one of two sources',
      allow(`{ from: [{ source: { namespaces: [other] } }, { source: { namespaces: [clients] } }] }`),
      'admitted',
    ),
    meshed('one of two rules', allow(`${from('namespaces: [other]')}, ${from('namespaces: [clients]')}`), 'admitted'),
    meshed('a condition', allow(when('source.namespace', 'values: [clients]')), 'admitted'),
    meshed('a condition that does not hold', allow(when('source.namespace', 'notValues: [clients]')), 'refused'),
    meshed(
      'a source, and a condition that does not hold',
      allow(`{ from: [{ source: { namespaces: [clients] } }], when: [{ key: source.principal, values: [x] }] }`),
      'refused',
    ),
    meshed('its address, which is not known', allow(from('ipBlocks: [10.0.0.0/8]')), 'undefined'),
    meshed('in clear by a rule of its own', all(allow(from('principals: ["*"]')), rule(tls('DISABLE'))), 'refused'),
    meshed(
      'a trust domain of its own',
      all(allow(from('principals: [td/ns/clients/sa/default]')), DOMAIN('td')),
      'admitted',
    ),
    meshed(
      'another trust domain',
      all(allow(from('principals: [td/ns/clients/sa/default]')), DOMAIN('other')),
      'refused',
    ),
    meshed('cluster.local stands for the own', all(allow(from(`principals: [${CLIENT}]`)), DOMAIN('td')), 'admitted'),
  ])('%s', (_, world, verdict) => expect(admissionIn(world)).toBe(verdict));

  test('its address, where it is known', () => {
    const pod = `apiVersion: v1
kind: Pod
metadata: { name: c, namespace: clients }
spec: { containers: [{ name: istio-proxy, image: p }] }
status: { phase: Running, podIPs: [{ ip: 10.1.0.9 }, { ip: 'fd00::9' }] }
---
`;
    const of = (blocks: string): Verdict =>
      admissionIn({ ...MESH, ...HTTP, objects: pod + allow(from(`ipBlocks: [${blocks}]`)) }, { from: 'pod:clients/c' });
    expect(of('10.0.0.0/8')).toBe('undefined');
    expect(of("10.0.0.0/8, 'fd00::/8'")).toBe('undefined');
    expect(of('10.2.0.0/16')).toBe('refused');
    const single = pod.replace(", { ip: 'fd00::9' }", '');
    const one = (blocks: string): Verdict =>
      admissionIn(
        { ...MESH, ...HTTP, objects: single + allow(from(`ipBlocks: [${blocks}]`)) },
        { from: 'pod:clients/c' },
      );
    expect(one('10.0.0.0/8')).toBe('admitted');
    expect(one('10.1.0.9')).toBe('admitted');
    expect(one('10.1.0.8')).toBe('refused');
    expect(one('x')).toBe('refused');
  });
});

describe('ports, and what only HTTP shows', () => {
  const GET = 'methods: [GET]';
  test.each<Row>([
    meshed('the pod’s port', allow(to("ports: ['8080']")), 'admitted'),
    meshed('the Service’s port', allow(to("ports: ['80']")), 'refused'),
    meshed('not the port', allow(to("notPorts: ['8080']")), 'refused'),
    meshed('the port by a condition', allow(when('destination.port', "values: ['8080']")), 'admitted'),
    meshed(
      'one of two operations',
      allow("{ to: [{ operation: { ports: ['1'] } }, { operation: { ports: ['8080'] } }] }"),
      'admitted',
    ),
    meshed('a method, over HTTP', allow(to(GET)), 'undefined'),
    meshed(
      'a method, of another client',
      allow(`{ from: [{ source: { namespaces: [other] } }], to: [{ operation: { ${GET} } }] }`),
      'refused',
    ),
    meshed('a method, no HTTP: the rule is left out', allow(to(GET)), 'refused', RAW),
    meshed('DENY of a method, over HTTP', deny(to(GET)), 'undefined'),
    meshed('DENY of a method, no HTTP: all is refused', deny(to(GET)), 'refused', RAW),
    meshed('DENY of a method on another port, no HTTP', deny(to(`${GET}, ports: ['9090']`)), 'admitted', RAW),
    meshed('a method, looked for', allow(to(GET)), 'undefined', ANY),
    meshed('DENY of a method, looked for', deny(to(GET)), 'undefined', ANY),
    meshed('a port, looked for', allow(to("ports: ['8080']")), 'admitted', ANY),
    meshed('a header', allow(when('request.headers[x]', 'values: [y]')), 'undefined'),
    meshed('a header, no HTTP', allow(when('request.headers[x]', 'values: [y]')), 'refused', RAW),
    meshed('a token', allow(from('requestPrincipals: ["*"]')), 'undefined'),
    meshed('a token, no HTTP', allow(from('requestPrincipals: ["*"]')), 'refused', RAW),
    meshed('what stands in front', allow(from('remoteIpBlocks: [10.0.0.0/8]')), 'undefined', RAW),
    meshed('an attribute that Istio does not know', allow(when('source.color', 'values: [red]')), 'refused'),
    meshed('DENY by such an attribute', deny(when('source.color', 'values: [red]')), 'admitted'),
    meshed('HTTPS is no HTTP to the proxy', allow(to(GET)), 'refused', { servicePort: 'name: https' }),
    meshed('appProtocol before the name', allow(to(GET)), 'refused', { servicePort: 'name: http, appProtocol: tcp' }),
  ])('%s', (_, world, verdict) => expect(admissionIn(world)).toBe(verdict));
});

function DOMAIN(name: string): string {
  return `apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: "trustDomain: ${name}" }
`;
}
