// Random NetworkPolicies full of the known traps: lists that are missing, null or empty, and what the API server refuses.
import * as fc from 'fast-check';
import type { RawObject, RawPeer, RawPort, RawRule, RawSelector } from './raw.ts';

export const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
export const few = <T>(arbitrary: fc.Arbitrary<T>, max: number, min = 0): fc.Arbitrary<T[]> =>
  fc.array(arbitrary, { minLength: min, maxLength: max, size: 'max' });

/** A value, or nothing, or null: manifests have all three. */
export const sometimes = <T>(arbitrary: fc.Arbitrary<T>, weight = 3): fc.Arbitrary<T | null | undefined> =>
  fc.oneof({ weight, arbitrary }, { weight: 1, arbitrary: pick<null | undefined>(null, undefined) });

export const NAMESPACES = ['a', 'b', 'c'];
export const namespace = pick(...NAMESPACES);
export const labels = fc.dictionary(pick('k', 'l'), pick('x', 'y'), { maxKeys: 2 });
const expression = fc.oneof(
  {
    weight: 24,
    arbitrary: fc.record({ key: pick('k', 'l'), operator: pick('In', 'NotIn'), values: few(pick('x', 'y'), 2, 1) }),
  },
  { weight: 15, arbitrary: fc.record({ key: pick('k', 'l'), operator: pick('Exists', 'DoesNotExist') }) },
  // What the API server refuses.
  {
    weight: 1,
    arbitrary: fc.record({ key: pick('k'), operator: pick('In', 'Equals', 'Exists'), values: pick([], ['x']) }),
  },
);
export const selector: fc.Arbitrary<RawSelector> = fc.record(
  { matchLabels: sometimes(labels), matchExpressions: sometimes(few(expression, 1)) },
  { requiredKeys: [] },
);
export const namespaceSelector: fc.Arbitrary<RawSelector> = fc.oneof(
  { weight: 3, arbitrary: selector },
  { weight: 1, arbitrary: namespace.map((name) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })) },
);

const CIDRS = [
  '0.0.0.0/0',
  '10.0.0.0/8',
  '10.0.0.0/24',
  '10.0.1.7/24',
  '192.168.0.0/31',
  '8.8.8.8/32',
  '169.254.0.0/16',
  '::/0',
  'fd00::/64',
  '::ffff:a00:0/104',
  '10.0.0.0/33',
];
export const VALID = CIDRS.slice(0, 9);
const PARTS: Readonly<Record<string, readonly string[]>> = {
  '0.0.0.0/0': ['8.8.8.0/24', '10.0.0.0/25', '192.168.0.1/32'],
  '10.0.0.0/8': ['10.0.0.0/24', '10.0.1.0/25'],
  '::/0': ['fd00::1/128', 'fd00::/127'],
  'fd00::/64': ['fd00::2/128'],
};
const block: fc.Arbitrary<RawPeer> = pick(...CIDRS, ...VALID, ...VALID, ...VALID).chain((cidr) =>
  sometimes(few(pick(...(PARTS[cidr] ?? ['1.1.1.0/24'])), PARTS[cidr] === undefined ? 0 : 2), 2).map((except) => ({
    ipBlock: except === undefined ? { cidr } : { cidr, except },
  })),
);
const peer: fc.Arbitrary<RawPeer | null> = fc.oneof(
  { weight: 30, arbitrary: selector.map((podSelector) => ({ podSelector })) },
  { weight: 30, arbitrary: namespaceSelector.map((one) => ({ namespaceSelector: one })) },
  {
    weight: 30,
    arbitrary: fc.record({ podSelector: sometimes(selector, 8), namespaceSelector: sometimes(namespaceSelector, 8) }),
  },
  { weight: 30, arbitrary: block },
  { weight: 1, arbitrary: pick<RawPeer | null>(null, {}) },
);
export const protocol = pick('TCP', 'UDP', 'SCTP');
const port: fc.Arbitrary<RawPort | null> = fc.oneof(
  {
    weight: 84,
    arbitrary: fc.record({ protocol: sometimes(protocol), port: pick<number | string>(80, 81, 'http', 'dns') }),
  },
  { weight: 12, arbitrary: fc.record({ protocol, port: pick(79, 80), endPort: pick(80, 81, 90) }) },
  { weight: 8, arbitrary: fc.record({ protocol: sometimes(protocol) }) },
  {
    weight: 1,
    arbitrary: pick<RawPort | null>(null, { port: 0 }, { port: '80' }, { endPort: 90 }, { protocol: 'tcp' }),
  },
);
const rule = (side: 'from' | 'to'): fc.Arbitrary<RawRule | null> =>
  fc.oneof(
    {
      weight: 20,
      arbitrary: fc.record(
        {
          [side]: sometimes(
            fc.oneof({ weight: 7, arbitrary: few(peer, 2, 1) }, { weight: 1, arbitrary: few(peer, 1) }),
            9,
          ),
          ports: sometimes(few(port, 2), 2),
        },
        { requiredKeys: [] },
      ),
    },
    { weight: 1, arbitrary: fc.constant(null) },
  );
const types = pick(['Ingress'], ['Egress'], ['Ingress', 'Egress'], ['Ingress', 'Egress'], ['Egress', 'Ingress'], []);

export const policy: fc.Arbitrary<RawObject> = fc
  .record({
    namespace,
    name: fc.uuid(),
    spec: fc.record(
      {
        podSelector: sometimes(selector, 6),
        policyTypes: sometimes(types, 5),
        ingress: sometimes(few(rule('from'), 2)),
        egress: sometimes(few(rule('to'), 2)),
      },
      { requiredKeys: [] },
    ),
  })
  .map((one) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: one.namespace, name: one.name },
    spec: one.spec,
  }));
