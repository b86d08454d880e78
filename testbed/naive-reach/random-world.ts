// Random small clusters full of the known traps, and flows in them; imports nothing of ours.
import * as fc from 'fast-check';
import type { NaiveFlow } from './connects.ts';
import type { Cni } from './parties.ts';
import type { RawContainer, RawObject, RawPeer, RawPort, RawRule, RawSelector } from './raw.ts';

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const few = <T>(arbitrary: fc.Arbitrary<T>, max: number, min = 0): fc.Arbitrary<T[]> =>
  fc.array(arbitrary, { minLength: min, maxLength: max, size: 'max' });

/** A value, or nothing, or null: manifests have all three. */
const sometimes = <T>(arbitrary: fc.Arbitrary<T>, weight = 3): fc.Arbitrary<T | null | undefined> =>
  fc.oneof({ weight, arbitrary }, { weight: 1, arbitrary: pick<null | undefined>(null, undefined) });

const NAMESPACES = ['a', 'b', 'c'];
const namespace = pick(...NAMESPACES);
const labels = fc.dictionary(pick('k', 'l'), pick('x', 'y'), { maxKeys: 2 });
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
const selector: fc.Arbitrary<RawSelector> = fc.record(
  { matchLabels: sometimes(labels), matchExpressions: sometimes(few(expression, 1)) },
  { requiredKeys: [] },
);
const namespaceSelector: fc.Arbitrary<RawSelector> = fc.oneof(
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
  '::/0',
  'fd00::/64',
  '::ffff:a00:0/104',
  '10.0.0.0/33',
];
const VALID = CIDRS.slice(0, 8);
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
const protocol = pick('TCP', 'UDP', 'SCTP');
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

const ports = few(
  fc.record({ name: pick('http', 'dns'), containerPort: pick(80, 81), protocol: pick('TCP', 'UDP') }),
  2,
);
const container: fc.Arbitrary<RawContainer> = ports.map(
  (own) => ({ name: 'c', image: 'c', ports: own }) as RawContainer,
);
const nodeName = pick('n1', 'n1', 'n2', 'n3', undefined);

function podOf(index: number): fc.Arbitrary<RawObject> {
  return fc
    .record({
      namespace,
      labels,
      nodeName,
      hostNetwork: pick(false, false, false, true),
      containers: few(container, 2, 1),
      init: pick(undefined, 'Always', 'Never'),
      families: pick([4], [4], [6], [4, 6], []),
      phase: pick('Running', 'Running', 'Succeeded', undefined),
    })
    .map(({ init, families, phase, ...one }) => {
      const own = families.map((family) => (family === 4 ? `10.0.${index % 2}.${index}` : `fd00::${index}`));
      const podIPs = one.hostNetwork ? hostAddresses(one.nodeName) : own;
      const ended = phase === 'Succeeded' ? 'Running' : phase;
      return {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { namespace: one.namespace, name: `p${index}`, labels: one.labels },
        spec: {
          ...(one.nodeName !== undefined && { nodeName: one.nodeName }),
          hostNetwork: one.hostNetwork,
          containers: one.containers,
          ...(init !== undefined && {
            initContainers: [{ name: 'i', restartPolicy: init, ports: [{ name: 'http', containerPort: 82 }] }],
          }),
        },
        status: { ...(ended !== undefined && { phase: ended }), podIPs: podIPs.map((ip) => ({ ip })) },
      };
    });
}

/** `n3` has no Node object. */
function hostAddresses(node: string | undefined): string[] {
  return node === undefined ? [] : [`192.168.0.${node.slice(1)}`];
}

const NODES: readonly RawObject[] = ['n1', 'n2'].map((name, index) => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels: { k: index === 0 ? 'x' : 'y' } },
  status: {
    addresses: [
      { type: 'InternalIP', address: `192.168.0.${index + 1}` },
      ...(index === 0
        ? [
            { type: 'InternalIP', address: 'fd00::a1' },
            { type: 'ExternalIP', address: '9.9.9.9' },
          ]
        : []),
    ],
  },
}));

const PODS = 6;
const pods = fc.tuple(...Array.from({ length: PODS }, (_, index) => podOf(index + 1)));
const namespaces = fc.tuple(...NAMESPACES.slice(0, 2).map(() => sometimes(labels))).map((all) =>
  all.map((own, index): RawObject => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: NAMESPACES[index] as string, labels: own ?? null },
  })),
);

export const world = fc
  .tuple(pods, namespaces, few(policy, 7, 3))
  .map(([one, two, three]): RawObject[] => [...NODES, ...two, ...one, ...three]);

const OTHERS = [
  'node:n1',
  'node:n2',
  'ip:8.8.8.8',
  'ip:8.8.8.9',
  'ip:10.0.1.200',
  'ip:fd00::ff',
  'ip:9.9.9.9',
  'ip:192.168.0.1',
  'ip:10.0.1.1',
  'ip:fd00::2',
];
const end = fc.oneof({ weight: 3, arbitrary: fc.nat({ max: PODS - 1 }) }, { weight: 1, arbitrary: pick(...OTHERS) });

/** A flow, its ends named once the world is known. */
export const flow = fc.record({
  from: end,
  to: end,
  port: pick(79, 80, 80, 81, 82),
  protocol,
  cni: pick<Cni>('generic', 'generic', 'calico', 'cilium', 'ovn'),
});
export type DrawnFlow = typeof flow extends fc.Arbitrary<infer T> ? T : never;

export function flowIn(
  objects: readonly RawObject[],
  { from, to, port: number, protocol: spoken }: DrawnFlow,
): NaiveFlow {
  const all = objects.filter(({ kind }) => kind === 'Pod');
  const nameOf = (one: number | string): string => {
    if (typeof one === 'string') return one;
    const { namespace: own = '', name = '' } = all[one]?.metadata ?? {};
    return `${own}/${name}`;
  };
  return { from: nameOf(from), to: nameOf(to), port: number, protocol: spoken };
}
