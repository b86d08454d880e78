// Cilium's policies as facts: each entry of `toPorts` a rule of its own, default deny by direction, and what is refused or dropped.
import { describe, expect, test } from 'vitest';
import { readAll } from './test-input.ts';

function read(spec: unknown, kind = 'CiliumNetworkPolicy') {
  const facts = readAll({ apiVersion: 'cilium.io/v2', kind, metadata: { name: 'p', namespace: 'a' }, spec });
  return { policy: facts.ciliumPolicies[0], coverage: facts.coverage };
}
const ingress = (...rules: readonly unknown[]) => ({ endpointSelector: {}, ingress: rules });

test('each entry of `toPorts` is a rule of its own, after whom it names', () => {
  const { policy } = read(
    ingress({
      fromEndpoints: [{ matchLabels: { 'k8s:app': 'web' } }],
      toPorts: [
        { ports: [{ port: '80', endPort: 90, protocol: 'tcp' }, { port: 'HTTP' }], rules: { http: [{}] } },
        {
          ports: [
            { port: '0', protocol: 'ANY' },
            { port: '7', protocol: 'ICMP' },
          ],
          rules: {},
        },
      ],
    }),
  );
  const [first, second] = policy?.specs[0]?.ingress ?? [];
  expect(first).toMatchObject({
    action: 'allow',
    ports: [
      { protocol: 'TCP', port: 80, endPort: 90 },
      { protocol: '', port: 'http' },
    ],
    conditions: ['rules'],
    pointer: '/spec/ingress/0',
  });
  expect(second).toMatchObject({ ports: [{ protocol: '', port: 0 }], conditions: [] });
  expect([...(first?.peers?.[0]?.selector?.matchLabels ?? [])]).toEqual([['k8s:app', 'web']]);
  expect(second?.peers).toEqual(first?.peers);
});

describe('default deny', () => {
  test.each<[string, object, boolean, boolean]>([
    ['a section with a rule', { ingress: [{}] }, true, false],
    ['a section that denies', { egressDeny: [{}] }, false, true],
    ['sections without rules', { ingress: [], egress: null }, false, false],
    ['said otherwise', { ingress: [{}], enableDefaultDeny: { ingress: false, egress: true } }, false, true],
  ])('%s', (_, sections, expectedIngress, expectedEgress) => {
    const { policy } = read({ endpointSelector: {}, ...sections });
    expect(policy?.specs[0]?.defaultDeny).toEqual({ ingress: expectedIngress, egress: expectedEgress });
    expect(policy?.faults).toEqual([]);
  });
});

describe('what Cilium refuses', () => {
  const port = (own: object) => ingress({ toPorts: [{ ports: [own] }] });
  test.each<[string, unknown, string]>([
    ['no selector', { ingress: [] }, '/spec'],
    ['no spec at all', undefined, ''],
    ['a rule that is a text', ingress('x'), '/spec/ingress/0'],
    ['ends in two ways', ingress({ fromEndpoints: [{}], fromEntities: ['world'] }), '/spec/ingress/0'],
    ['an entity that does not exist', ingress({ fromEntities: ['moon'] }), '/spec/ingress/0/fromEntities/0'],
    ['a block that is none', ingress({ fromCIDR: ['10.0.0.0/33'] }), '/spec/ingress/0/fromCIDR/0'],
    [
      'an exception outside',
      ingress({ fromCIDRSet: [{ cidr: '10.0.0.0/8', except: ['11.0.0.0/8'] }] }),
      '/spec/ingress/0/fromCIDRSet/0/except/0',
    ],
    ['a port without quotes', port({ port: 80 }), '/spec/ingress/0/toPorts/0/ports/0'],
    ['port 65536', port({ port: '65536' }), '/spec/ingress/0/toPorts/0/ports/0'],
    ['a leading zero', port({ port: '080' }), '/spec/ingress/0/toPorts/0/ports/0'],
    ['a protocol that does not exist', port({ port: '80', protocol: 'XYZ' }), '/spec/ingress/0/toPorts/0/ports/0'],
    ['ICMP beside ports', ingress({ icmps: [{}], toPorts: [{ ports: [{ port: '80' }] }] }), '/spec/ingress/0'],
    [
      'rules of DNS for ingress',
      ingress({ toPorts: [{ ports: [{ port: '53' }], rules: { dns: [{}] } }] }),
      '/spec/ingress/0/toPorts/0/rules/dns',
    ],
    [
      'an operator that does not exist',
      { endpointSelector: { matchExpressions: [{ key: 'a', operator: 'Is' }] } },
      '/spec/endpointSelector/matchExpressions/0/operator',
    ],
    [
      '41 ports',
      ingress({ toPorts: [{ ports: Array.from({ length: 41 }, () => ({ port: '80' })) }] }),
      '/spec/ingress/0/toPorts/0/ports',
    ],
  ])('%s', (_, spec, pointer) => {
    const { policy, coverage } = read(spec);
    const refused = policy?.faults.filter((fault) => fault.refused) ?? [];
    expect(refused.map((fault) => fault.pointer)).toEqual([pointer]);
    expect(coverage).toMatchObject([
      { state: 'partial', reason: expect.stringContaining('Cilium refuses it') as string },
    ]);
  });
  test.each<[string, unknown]>([
    ['port 65535', port({ port: '65535' })],
    ['an address alone', ingress({ fromCIDR: ['10.0.0.1', 'fd00::1'] })],
    ['an exception as large as the block', ingress({ fromCIDRSet: [{ cidr: '10.0.0.0/8', except: ['10.0.0.0/8'] }] })],
    ['40 ports', ingress({ toPorts: [{ ports: Array.from({ length: 40 }, () => ({ port: '80' })) }] })],
    ['a key with its source', { endpointSelector: { matchExpressions: [{ key: 'any:a', operator: 'Exists' }] } }],
  ])('taken: %s', (_, spec) => {
    expect(read(spec).policy?.faults).toEqual([]);
  });
});

test('a field that does not exist is dropped, and said', () => {
  const { policy } = read(ingress({ fromEndpoint: [{}], toPorts: [{ port: [{ port: '80' }] }] }));
  expect(policy?.faults.map(({ pointer, refused }) => [pointer, refused])).toEqual([
    ['/spec/ingress/0/fromEndpoint', false],
    ['/spec/ingress/0/toPorts/0/port', false],
  ]);
});

test('only a policy without a namespace is about nodes, and none about both', () => {
  const both = read({ endpointSelector: {}, nodeSelector: {} }, 'CiliumClusterwideNetworkPolicy');
  expect(both.policy?.faults.map(({ pointer }) => pointer)).toEqual(['/spec']);
  const spec = { nodeSelector: { matchLabels: { role: 'worker' } } };
  expect(read(spec).policy?.faults.map(({ pointer }) => pointer)).toEqual(['/spec/nodeSelector']);
  expect(read(spec, 'CiliumClusterwideNetworkPolicy').policy).toMatchObject({ namespace: '', faults: [] });
});

test('10,000 rules are read, and as many faults are counted', () => {
  const { policy } = read(ingress(...Array.from({ length: 10_000 }, () => ({ fromCIDR: ['x'] }))));
  expect(policy?.specs[0]?.ingress.length).toBe(10_000);
  expect(policy?.faults.length).toBe(51);
  expect(policy?.faults.at(-1)).toMatchObject({ reason: '9950 more faults', refused: true });
});
