// Policies of the tiers and of plugins: both versions in one form, what is refused, and whom a plugin's policy selects.
import { describe, expect, test } from 'vitest';
import { readAll } from './test-input.ts';

function tierOf(kind: string, spec: object) {
  const version = kind === 'ClusterNetworkPolicy' ? 'v1alpha2' : 'v1alpha1';
  const facts = readAll({ apiVersion: `policy.networking.k8s.io/${version}`, kind, metadata: { name: 'p' }, spec });
  return { policy: facts.tierPolicies[0], coverage: facts.coverage };
}

test('both versions say the same in one form', () => {
  const peers = [{ namespaces: {} }];
  const old = tierOf('AdminNetworkPolicy', {
    priority: 7,
    subject: { namespaces: {} },
    ingress: [{ action: 'Allow', from: peers, ports: [{ portRange: { start: 1, end: 9 } }, { namedPort: 'http' }] }],
  });
  const now = tierOf('ClusterNetworkPolicy', {
    tier: 'Admin',
    priority: 7,
    subject: { namespaces: {} },
    ingress: [
      {
        action: 'Accept',
        from: peers,
        protocols: [{ tcp: { destinationPort: { range: { start: 1, end: 9 } } } }, { destinationNamedPort: 'http' }],
      },
    ],
  });
  const [oldRule, newRule] = [old, now].map(({ policy }) => policy?.ingress[0]);
  const numbers = [
    { protocol: 'TCP', port: 1, endPort: 9 },
    { protocol: '', port: 'http' },
  ];
  for (const rule of [oldRule, newRule]) expect(rule?.ports).toMatchObject(numbers);
  expect([old, now].map(({ policy, coverage }) => [policy?.tier, policy?.namespace, coverage])).toEqual([
    ['admin', '', []],
    ['admin', '', []],
  ]);
});

describe('faults', () => {
  const rule = (more: object) => ({
    tier: 'Admin',
    priority: 1,
    subject: { namespaces: {} },
    ingress: [{ action: 'Deny', from: [{ namespaces: {} }], ...more }],
  });
  test.each<[string, object, string]>([
    ['no tier', { ...rule({}), tier: undefined }, '/spec'],
    ['priority 1001', { ...rule({}), priority: 1001 }, '/spec/priority'],
    ['an action of the other version’s spelling that does not exist', rule({ action: 'allow' }), '/spec/ingress/0'],
    ['nobody', rule({ from: [] }), '/spec/ingress/0'],
    ['port 0', rule({ protocols: [{ tcp: { destinationPort: { number: 0 } } }] }), '/spec/ingress/0/protocols/0'],
    ['no protocol', rule({ protocols: [{ icmp: {} }] }), '/spec/ingress/0/protocols/0'],
  ])('%s', (_, spec, pointer) => {
    expect(tierOf('ClusterNetworkPolicy', spec).policy?.faults.map((fault) => fault.pointer)).toEqual([pointer]);
  });
  test.each<[string, object]>([
    ['priority 1000', { ...rule({}), priority: 1000 }],
    ['port 65535', rule({ protocols: [{ tcp: { destinationPort: { number: 65_535 } } }] })],
  ])('none: %s', (_, spec) => {
    expect(tierOf('ClusterNetworkPolicy', spec).policy?.faults).toEqual([]);
  });
});

test('a peer of an unknown kind makes the rule fail closed', () => {
  const { policy } = tierOf('ClusterNetworkPolicy', {
    tier: 'Baseline',
    subject: { services: {} },
    egress: [{ action: 'Accept', to: [{ services: {} }, { nodes: {} }] }],
  });
  expect(policy).toMatchObject({ tier: 'baseline', egress: [{ failsClosed: true, peers: [{ nodes: {} }] }] });
  expect(policy).not.toHaveProperty('subject');
});

describe('policies of plugins', () => {
  const select = (apiVersion: string, kind: string, spec: object) =>
    readAll({ apiVersion, kind, metadata: { name: 'p', namespace: 'a' }, spec }).pluginPolicies;
  test.each<[string, string, object, unknown]>([
    [
      'projectcalico.org/v3',
      'NetworkPolicy',
      { selector: 'app == \'web\' && tier == "x"' },
      [
        ['app', 'web'],
        ['tier', 'x'],
      ],
    ],
    ['projectcalico.org/v3', 'NetworkPolicy', { selector: 'all()' }, []],
    ['projectcalico.org/v3', 'NetworkPolicy', {}, []],
    ['projectcalico.org/v3', 'NetworkPolicy', { selector: "has(app) || app != 'x'" }, undefined],
  ])('%s %s %j', (version, kind, spec, expected) => {
    const [policy] = select(version, kind, spec);
    expect(policy?.selector === undefined ? undefined : [...policy.selector.matchLabels]).toEqual(expected);
  });
  test.each([
    ['projectcalico.org/v3', 'StagedNetworkPolicy'],
    ['projectcalico.org/v3', 'GlobalNetworkSet'],
    ['cilium.io/v2', 'CiliumEndpoint'],
  ])('%s %s is none', (version, kind) => {
    expect(select(version, kind, {})).toEqual([]);
  });
  test('the cluster-wide kinds have no namespace', () => {
    expect(select('crd.projectcalico.org/v1', 'GlobalNetworkPolicy', {})[0]?.namespace).toBe('');
  });
});
