// A cluster for reach: pods of workloads in namespaces, and policies of the usual forms; or labels drawn for each pod alone.
import { Random } from './random.ts';

export interface ReachSize {
  readonly pods: number;
  readonly policies: number;
  readonly namespaces: number;
  /** Labels of each pod are drawn by themselves: no two pods of a workload are alike. */
  readonly isAdversarial: boolean;
}

const WORKLOADS = 10;
const TIERS = ['front', 'back', 'data'];
const SHARDS = 12;
const COLOURS = 6;
const METADATA = { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] };

/** Objects as the API server lists them, in the order of namespaces. */
export function* reachObjects(
  { pods, policies, namespaces, isAdversarial }: ReachSize,
  seed: number,
): Generator<object> {
  const random = new Random(seed);
  const below = (count: number): number => random.below(count);
  const nameOf = (namespace: number): string => `ns-${namespace}`;
  for (let namespace = 0; namespace < namespaces; namespace++)
    yield {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: nameOf(namespace), labels: { team: `team-${namespace % 40}` } },
    };
  for (let pod = 0; pod < pods; pod++) {
    const workload = below(WORKLOADS);
    const own = isAdversarial
      ? { shard: `s${below(SHARDS)}`, colour: `c${below(COLOURS)}`, rank: `r${below(SHARDS)}` }
      : {};
    yield {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        namespace: nameOf(pod % namespaces),
        name: `pod-${pod}`,
        labels: {
          app: `app-${workload}`,
          tier: TIERS[workload % TIERS.length],
          'pod-template-hash': `h${pod}`,
          ...own,
        },
      },
      spec: {
        nodeName: `node-${pod % 1000}`,
        containers: [
          { name: 'c', image: `image-${workload}`, ports: [{ name: 'http', containerPort: 8000 + workload }] },
        ],
      },
      status: { phase: 'Running', podIPs: [{ ip: `10.${(pod >> 16) & 255}.${(pod >> 8) & 255}.${pod & 255}` }] },
    };
  }
  const labels = (): object => {
    const base = { app: `app-${below(WORKLOADS)}` };
    if (!isAdversarial) return base;
    return [base, { shard: `s${below(SHARDS)}` }, { colour: `c${below(COLOURS)}`, rank: `r${below(SHARDS)}` }][
      below(3)
    ] as object;
  };
  const peer = (): object => {
    const podSelector = { matchLabels: labels() };
    const drawn = below(10);
    if (drawn < 6) return { podSelector };
    if (drawn < 8) return { namespaceSelector: { matchLabels: { team: `team-${below(40)}` } }, podSelector };
    return drawn < 9
      ? { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': nameOf(below(namespaces)) } } }
      : { ipBlock: METADATA };
  };
  const port = (): object => (below(3) === 0 ? { port: 'http' } : { port: 8000 + below(WORKLOADS) });
  for (let policy = 0; policy < policies; policy++) {
    const rules = (side: string): object[] =>
      Array.from({ length: 1 + below(3) }, () => ({ [side]: [peer(), peer()], ports: [port()] }));
    yield {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { namespace: nameOf(policy % namespaces), name: `policy-${policy}` },
      spec: {
        podSelector: below(5) === 0 ? {} : { matchLabels: labels() },
        policyTypes: ['Ingress', 'Egress'],
        ingress: rules('from'),
        egress: rules('to'),
      },
    };
  }
}
