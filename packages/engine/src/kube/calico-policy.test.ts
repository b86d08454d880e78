// Calico's objects as facts: rules, types by the rules there are, and what is refused or dropped.
import { describe, expect, test } from 'vitest';
import { readAll } from './test-input.ts';

function readFacts(spec: unknown, kind = 'NetworkPolicy', apiVersion = 'projectcalico.org/v3') {
  return readAll({ apiVersion, kind, metadata: { name: 'p', namespace: 'a', labels: { zone: 'x' } }, spec });
}
const read = (spec: unknown, apiVersion?: string) => readFacts(spec, 'NetworkPolicy', apiVersion).calicoPolicies[0];
const ingress = (...rules: readonly unknown[]) => ({ ingress: rules });
const from = (source: object) => ingress({ action: 'Allow', source });

test('a rule with everything', () => {
  const policy = read(
    ingress({
      action: 'Deny',
      protocol: 6,
      ipVersion: 6,
      source: { nets: ['10.0.0.1', 'fd00::/8'], selector: "app == 'web'", serviceAccounts: { names: ['robot'] } },
      destination: { ports: [80, '90:99', 'http'], notPorts: [85], services: { name: 's' } },
      http: {},
    }),
  );
  expect(policy).toMatchObject({ tier: 'default', order: '', types: ['ingress'], faults: [] });
  expect(policy?.ingress[0]).toMatchObject({
    action: 'deny',
    protocol: 'TCP',
    ipVersion: '6',
    http: true,
    source: { nets: ['10.0.0.1/32', 'fd00::/8'], accounts: { names: ['robot'], selector: '' } },
    destination: { ports: [{ port: 80 }, { port: 90, endPort: 99 }, { port: 'http' }], notPorts: [{ port: 85 }] },
    pointer: '/spec/ingress/0',
  });
});

describe('types', () => {
  const rule = { action: 'Allow' };
  test.each<[string, object, readonly string[]]>([
    ['neither rule', {}, ['ingress']],
    ['empty lists', { ingress: [], egress: [] }, ['ingress']],
    ['ingress', { ingress: [rule] }, ['ingress']],
    ['egress', { egress: [rule] }, ['egress']],
    ['both', { ingress: [rule], egress: [rule] }, ['ingress', 'egress']],
    ['as written', { types: ['Egress'], ingress: [rule] }, ['egress']],
  ])('%s', (_, spec, types) => {
    expect(read(spec)?.types).toEqual(types);
  });
  test('a stored object without them may be about the other direction, too', () => {
    expect(read({}, 'crd.projectcalico.org/v1')).toMatchObject({ types: ['ingress'], openTypes: ['egress'] });
    expect(read({ types: ['Ingress'] }, 'crd.projectcalico.org/v1')).not.toHaveProperty('openTypes');
    expect(read({})).not.toHaveProperty('openTypes');
  });
});

describe('what Calico refuses', () => {
  test.each<[string, unknown, string]>([
    ['no spec', 'x', '/spec'],
    ['a selector that does not parse', { selector: "app = 'x'" }, '/spec/selector'],
    ['a selector that is no text', { selector: {} }, '/spec/selector'],
    ['global() where there are no namespaces', { selector: 'global()' }, '/spec/selector'],
    ['an order that is no number', { order: '1' }, '/spec/order'],
    ['a type that does not exist', { types: ['ingress'] }, '/spec/types'],
    ['an action that does not exist', ingress({ action: 'allow' }), '/spec/ingress/0'],
    ['ports without a protocol', ingress({ action: 'Allow', destination: { ports: [80] } }), '/spec/ingress/0'],
    ['a protocol that does not exist', ingress({ action: 'Allow', protocol: 256 }), '/spec/ingress/0/protocol'],
    ['a block that is none', from({ nets: ['10.0.0.0/33'] }), '/spec/ingress/0/source/nets/0'],
    ['IPv4 in IPv6', from({ nets: ['::ffff:10.0.0.0/104'] }), '/spec/ingress/0/source/nets/0'],
    ['an IP version 5', ingress({ action: 'Allow', ipVersion: 5 }), '/spec/ingress/0/ipVersion'],
    [
      'a range downwards',
      ingress({ action: 'Allow', protocol: 'TCP', destination: { ports: ['90:80'] } }),
      '/spec/ingress/0/destination/ports/0',
    ],
  ])('%s', (_, spec, pointer) => {
    const facts = readFacts(spec);
    const refused = facts.calicoPolicies[0]?.faults.filter((fault) => fault.refused) ?? [];
    expect(refused.map((fault) => fault.pointer)).toEqual([pointer]);
    expect(facts.coverage).toMatchObject([{ state: 'partial' }]);
  });
  test.each<[string, unknown]>([
    ['global() for namespaces', from({ namespaceSelector: 'global()' })],
    ['protocol 255', ingress({ action: 'Allow', protocol: 255 })],
    ['port 65535', ingress({ action: 'Allow', protocol: 'udp', destination: { ports: ['0:65535'] } })],
  ])('taken: %s', (_, spec) => {
    expect(read(spec)?.faults).toEqual([]);
  });
});

test('a field that does not exist is dropped, and said', () => {
  const policy = read(ingress({ action: 'Allow', source: { podSelector: {} }, to: [] }));
  expect(policy?.faults.map(({ pointer, refused }) => [pointer, refused])).toEqual([
    ['/spec/ingress/0/to', false],
    ['/spec/ingress/0/source/podSelector', false],
  ]);
});

test('tiers, sets and hosts', () => {
  expect(readFacts({ order: 1.5, defaultAction: 'Pass' }, 'Tier').calicoTiers).toMatchObject([
    { namespace: '', order: '1.5', defaultAction: 'pass' },
  ]);
  expect(readFacts({}, 'Tier').calicoTiers).toMatchObject([{ order: '', defaultAction: 'deny' }]);
  const [set] = readFacts({ nets: ['10.0.0.0/8'] }, 'GlobalNetworkSet').calicoSets;
  expect([set?.namespace, set?.nets, [...(set?.labels ?? [])]]).toEqual(['', ['10.0.0.0/8'], [['zone', 'x']]]);
  expect(readFacts({}, 'NetworkSet').calicoSets).toMatchObject([{ namespace: 'a' }]);
  expect(readFacts({ node: 'n1' }, 'HostEndpoint').calicoHosts).toMatchObject([{ namespace: '', node: 'n1' }]);
});

test.each(['StagedNetworkPolicy', 'StagedGlobalNetworkPolicy', 'IPPool'])('%s is none of these', (kind) => {
  expect(readFacts({}, kind).calicoPolicies).toEqual([]);
});

test('10,000 rules are read, and as many faults are counted', () => {
  const policy = read(ingress(...Array.from({ length: 10_000 }, () => ({ action: 'x' }))));
  expect(policy?.ingress.length).toBe(10_000);
  expect(policy?.faults.length).toBe(51);
});
