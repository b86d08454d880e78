// Random small clusters, and flows in them; imports nothing of ours.
import * as fc from 'fast-check';
import type { NaiveFlow } from './connects.ts';
import type { Cni } from './parties.ts';
import { few, labels, namespace, NAMESPACES, pick, policy, protocol, sometimes } from './random-policy.ts';
import { ciliumPolicy } from './random-cilium.ts';
import { tierPolicy } from './random-tier.ts';
import type { RawContainer, RawObject } from './raw.ts';

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
      account: pick(undefined, undefined, 'x'),
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
          ...(one.account !== undefined && { serviceAccountName: one.account }),
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
const allPods = fc.tuple(...Array.from({ length: PODS }, (_, index) => podOf(index + 1)));
const namespaces = fc.tuple(...NAMESPACES.slice(0, 2).map(() => sometimes(labels))).map((all) =>
  all.map((own, index): RawObject => ({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: NAMESPACES[index] as string, labels: own ?? null },
  })),
);

export const world = fc
  .tuple(allPods, namespaces, few(policy, 7, 3), fc.oneof(fc.constant([]), few(tierPolicy, 4)))
  .map(([one, two, three, four]): RawObject[] => [...NODES, ...two, ...one, ...three, ...four]);

/** Endpoints of the API server: the first node's, or somewhere outside. */
const apiServer: fc.Arbitrary<RawObject[]> = pick<string[]>([], ['192.168.0.1'], ['8.8.8.8']).map((addresses) =>
  addresses.length === 0 ? [] : [slice(addresses)],
);

function slice(addresses: string[]): RawObject {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name: 'kubernetes', namespace: 'default', labels: { 'kubernetes.io/service-name': 'kubernetes' } },
    addressType: 'IPv4',
    endpoints: [{ addresses }],
    ports: [{ name: 'https', port: 6443, protocol: 'TCP' }],
  } as unknown as RawObject;
}

/** Few policies of the kinds that every plugin knows, and some of Cilium's own. */
export const ciliumWorld = fc
  .tuple(
    allPods,
    namespaces,
    few(policy, 2),
    fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: few(tierPolicy, 2) }),
    few(ciliumPolicy, 4, 1),
    apiServer,
  )
  .map((parts): RawObject[] => [...NODES, ...parts.flatMap<RawObject>((part) => part)]);

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
