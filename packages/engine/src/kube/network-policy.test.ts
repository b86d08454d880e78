// NetworkPolicies: what the API server refuses, what it drops in silence, and what it stores.
import { describe, expect, test } from 'vitest';
import { MOST_FAULTS } from './policy-reading.ts';
import { readAll } from './test-input.ts';

function policyOf(spec: unknown, more: object = {}) {
  const facts = readAll({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'p', namespace: 'a' },
    spec,
    ...more,
  });
  const [policy] = facts.networkPolicies;
  if (policy === undefined) throw new Error('no policy');
  return { policy, coverage: facts.coverage };
}

const rule = (peers: unknown, ports?: unknown) => ({ ingress: [{ from: peers, ports }] });

describe('faults', () => {
  test.each<[string, unknown, boolean, string]>([
    ['a field of the rule in the peer', rule([{ podSelector: {}, ports: [] }]), false, '/spec/ingress/0/from/0/ports'],
    ['a field of spec written in the singular', { policyType: ['Egress'] }, false, '/spec/policyType'],
    ['to in an ingress rule', { ingress: [{ to: [] }] }, false, '/spec/ingress/0/to'],
    ['ports under spec', { ports: [] }, false, '/spec/ports'],
    ['labels without matchLabels', { podSelector: { app: 'web' } }, false, '/spec/podSelector/app'],
    ['an unknown type', { policyTypes: ['ingress'] }, true, '/spec/policyTypes'],
    ['three types', { policyTypes: ['Ingress', 'Egress', 'Ingress'] }, true, '/spec/policyTypes'],
    ['rules that are no list', { ingress: {} }, true, '/spec/ingress'],
    ['a rule that is a text', { ingress: ['x'] }, true, '/spec/ingress/0'],
    ['peers that are no list', rule({}), true, '/spec/ingress/0/from'],
    ['a peer without anything', rule([{}]), true, '/spec/ingress/0/from/0'],
    [
      'a block and a selector',
      rule([{ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }]),
      true,
      '/spec/ingress/0/from/0',
    ],
    ['a block that is none', rule([{ ipBlock: { cidr: '10.0.0.0' } }]), true, '/spec/ingress/0/from/0/ipBlock/cidr'],
    ['IPv4 in IPv6', rule([{ ipBlock: { cidr: '::ffff:10.0.0.0/104' } }]), true, '/spec/ingress/0/from/0/ipBlock/cidr'],
    [
      'an except outside',
      rule([{ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/8'] } }]),
      true,
      '/spec/ingress/0/from/0/ipBlock/except/0',
    ],
    [
      'an unknown operator',
      rule([{ podSelector: { matchExpressions: [{ key: 'a', operator: 'Equals', values: ['b'] }] } }]),
      true,
      '/spec/ingress/0/from/0/podSelector/matchExpressions/0/operator',
    ],
    [
      'In without values',
      { podSelector: { matchExpressions: [{ key: 'a', operator: 'In' }] } },
      true,
      '/spec/podSelector/matchExpressions/0',
    ],
    [
      'Exists with values',
      { podSelector: { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] } },
      true,
      '/spec/podSelector/matchExpressions/0',
    ],
    [
      'a label that none can have',
      { podSelector: { matchLabels: { a: 'b c' } } },
      true,
      '/spec/podSelector/matchLabels',
    ],
    ['port 0', rule([], [{ port: 0 }]), true, '/spec/ingress/0/ports/0'],
    ['port 65536', rule([], [{ port: 65_536 }]), true, '/spec/ingress/0/ports/0'],
    ['half a port', rule([], [{ port: 80.5 }]), true, '/spec/ingress/0/ports/0'],
    ['digits as a name', rule([], [{ port: '80' }]), true, '/spec/ingress/0/ports/0'],
    ['a name too long', rule([], [{ port: 'a234567890123456' }]), true, '/spec/ingress/0/ports/0'],
    ['a lower-case protocol', rule([], [{ protocol: 'tcp' }]), true, '/spec/ingress/0/ports/0'],
    ['endPort before port', rule([], [{ port: 2, endPort: 1 }]), true, '/spec/ingress/0/ports/0'],
    ['endPort without port', rule([], [{ endPort: 1 }]), true, '/spec/ingress/0/ports/0'],
    ['endPort with a name', rule([], [{ port: 'http', endPort: 81 }]), true, '/spec/ingress/0/ports/0'],
  ])('%s', (_, spec, refused, pointer) => {
    const { policy, coverage } = policyOf(spec);
    expect(policy.faults.map((fault) => [fault.refused, fault.pointer])).toEqual([[refused, pointer]]);
    // What is dropped leaves a policy that is read whole; a check says what was dropped.
    expect(coverage).toMatchObject(refused ? [{ state: 'partial', pointer, object: 'networkpolicy:a/p' }] : []);
  });

  test.each<[string, unknown]>([
    ['nothing', {}],
    ['null everywhere', { podSelector: null, policyTypes: null, ingress: null, egress: null }],
    ['null items', { ingress: [null], egress: [{ to: null, ports: [null] }] }],
    ['a range', rule([], [{ port: 1, endPort: 65_535, protocol: 'SCTP' }])],
    ['a name of fifteen', rule([], [{ port: 'a23456789012345' }])],
    ['both selectors', rule([{ podSelector: {}, namespaceSelector: { matchLabels: { 'a.b/c': '' } } }])],
    ['a block with bits behind it', rule([{ ipBlock: { cidr: '10.1.2.3/8', except: ['10.0.0.0/9'] } }])],
    [
      'expressions',
      {
        podSelector: {
          matchExpressions: [
            { key: 'a', operator: 'NotIn', values: ['b'] },
            { key: 'c', operator: 'DoesNotExist' },
          ],
        },
      },
    ],
  ])('none: %s', (_, spec) => {
    const { policy, coverage } = policyOf(spec);
    expect([policy.faults, coverage]).toEqual([[], []]);
  });

  test('a misplaced field is told where it belongs, an unknown one is not quoted when it is long or odd', () => {
    const [known] = policyOf(rule([{ podSelector: {}, ports: [] }])).policy.faults;
    expect(known?.reason).toContain('it belongs in a rule, beside its `from` or `to`');
    const [odd] = policyOf({ 'x y\n': 1 }).policy.faults;
    expect(odd?.reason).toMatch(/^a field does not exist here|^`a field` does not exist here/);
  });

  test.each([MOST_FAULTS, MOST_FAULTS + 1])('%i faults are bounded', (count) => {
    const peers = Array.from({ length: count }, () => ({}));
    const { policy } = policyOf(rule(peers));
    expect(policy.faults).toHaveLength(Math.min(count, MOST_FAULTS + 1));
    expect(policy.ingress[0]?.peers).toHaveLength(count);
    expect(policy.faults.at(-1)?.reason).toBe(count > MOST_FAULTS ? '1 more faults' : 'the peer names nobody');
  });
});

test('what is stored', () => {
  const { policy } = policyOf({
    podSelector: { matchLabels: { app: 'web' } },
    ingress: [{ from: [{ namespaceSelector: {}, podSelector: null }], ports: [{ port: 'http' }, null] }],
    egress: [null],
  });
  expect(policy).toMatchObject({
    podSelector: { matchLabels: new Map([['app', 'web']]), matchExpressions: [] },
    writtenTypes: [],
    ingress: [{ ports: [{ protocol: 'TCP', port: 'http' }, { protocol: 'TCP' }], pointer: '/spec/ingress/0' }],
    egress: [{ peers: [], ports: [], pointer: '/spec/egress/0' }],
  });
  expect(policy.ingress[0]?.peers[0]).not.toHaveProperty('podSelector');
  expect(policy.ingress[0]?.peers[0]).toHaveProperty('namespaceSelector');
});

test('10,000 rules in one policy are all read', () => {
  const ingress = Array.from({ length: 10_000 }, (_, index) => ({ ports: [{ port: 1 + index }] }));
  expect(policyOf({ ingress }).policy.ingress).toHaveLength(10_000);
});

test('a policy of the group that served it before', () => {
  const { policy } = policyOf({}, { apiVersion: 'extensions/v1beta1' });
  expect(policy.group).toBe('networking.k8s.io');
});

describe('what a policy with dropped fields was meant to say', () => {
  const port = { protocol: 'TCP', port: 5432 };
  const web = { matchLabels: new Map([['app', 'web']]), matchExpressions: [] };
  test.each<[string, unknown, object]>([
    [
      'ports in the peer',
      rule([{ podSelector: { matchLabels: { app: 'web' } }, ports: [{ port: 5432 }] }]),
      { ingress: [{ peers: [{ podSelector: web }], ports: [port] }] },
    ],
    [
      'a port in the peer',
      rule([{ podSelector: {}, port: 5432, protocol: 'UDP' }]),
      { ingress: [{ ports: [{ protocol: 'UDP', port: 5432 }] }] },
    ],
    ['a port in the rule', { ingress: [{ port: 5432 }] }, { ingress: [{ peers: [], ports: [port] }] }],
    [
      'a peer in the rule',
      { egress: [{ podSelector: {}, ports: [{ port: 5432 }] }] },
      { egress: [{ peers: [{ podSelector: { matchLabels: new Map() } }], ports: [port] }] },
    ],
    [
      'ports under spec, for the rule that has none',
      { ingress: [{ from: [{ podSelector: {} }] }, { ports: [{ port: 1 }] }], ports: [{ port: 5432 }] },
      { ingress: [{ ports: [port] }, { ports: [{ protocol: 'TCP', port: 1 }] }] },
    ],
    ['policyType', { policyType: 'Egress' }, { writtenTypes: ['Egress'] }],
    ['labels right under a selector', { podSelector: { app: 'web' } }, { podSelector: web }],
    [
      'the same in a peer, beside matchLabels',
      rule([{ namespaceSelector: { a: 'b', matchLabels: { c: 'd' } } }]),
      {
        ingress: [
          {
            peers: [
              {
                namespaceSelector: {
                  matchLabels: new Map([
                    ['a', 'b'],
                    ['c', 'd'],
                  ]),
                },
              },
            ],
          },
        ],
      },
    ],
    [
      'except beside the block',
      rule([{ ipBlock: { cidr: '10.0.0.0/8' }, except: ['10.1.0.0/16'] }]),
      { ingress: [{ peers: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }] },
    ],
  ])('%s', (_, spec, meant) => {
    expect(policyOf(spec).policy.meant).toMatchObject(meant);
  });

  test.each<[string, unknown]>([
    ['nothing is dropped', rule([{ podSelector: {} }], [{ port: 5432 }])],
    ['a field that belongs nowhere', { podSelector: {}, comment: 'x' }],
    ['a field of the other direction', { ingress: [{ to: [{ podSelector: {} }] }] }],
    ['policyType beside policyTypes', { policyType: 'Egress', policyTypes: ['Ingress'] }],
    ['a number as a label', { podSelector: { app: 1 } }],
    ['the server refuses it besides', rule([{ podSelector: {}, ports: [{ port: 0 }] }, {}])],
    ['the server would refuse what it was meant to say', rule([{ podSelector: {}, ports: [{ port: 0 }] }])],
    ['ports under spec, and each rule has some', { ingress: [{ ports: [{ port: 1 }] }], ports: [{ port: 2 }] }],
    ['except without a block', rule([{ podSelector: {}, except: ['10.0.0.0/8'] }])],
  ])('not known: %s', (_, spec) => {
    expect(policyOf(spec).policy).not.toHaveProperty('meant');
  });
});

test.each<[string, unknown, boolean]>([
  ['null', { egress: [{ to: null, ports: [{ port: 53 }] }] }, true],
  ['no items', { egress: [{ to: [] }] }, true],
  ['missing', { egress: [{ ports: [{ port: 53 }] }] }, false],
  ['a peer', { egress: [{ to: [{ podSelector: {} }] }] }, false],
  ['that of the other direction', { egress: [{ from: null }] }, false],
])('peers that are written and name nobody: %s', (_, spec, isEmpty) => {
  expect(policyOf(spec).policy.egress[0]?.emptyPeers === true).toBe(isEmpty);
});
