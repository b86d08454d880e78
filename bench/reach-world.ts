// A cluster for reach: pods of workloads in namespaces, and policies of the usual forms; or labels drawn for each pod alone.
import { Random } from './random.ts';
import { calicoPolicy, ciliumPolicy } from './reach-plugins.ts';

export interface ReachSize {
  readonly pods: number;
  readonly policies: number;
  readonly namespaces: number;
  /** Labels of each pod are drawn by themselves: no two pods of a workload are alike. */
  readonly isAdversarial: boolean;
  /** Whose own kinds all policies are of; absent: NetworkPolicies. */
  readonly plugin?: 'cilium' | 'calico';
}

const WORKLOADS = 10;
const TIERS = ['front', 'back', 'data'];
const SHARDS = 12;
const COLOURS = 6;
const TEAMS = 40;
const METADATA = { cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] };

const nameOf = (namespace: number): string => `ns-${namespace}`;

function podObject(pod: number, { namespaces, isAdversarial }: ReachSize, random: Random): object {
  const workload = random.below(WORKLOADS);
  const own = isAdversarial
    ? { shard: `s${random.below(SHARDS)}`, colour: `c${random.below(COLOURS)}`, rank: `r${random.below(SHARDS)}` }
    : {};
  const ports = [{ name: 'http', containerPort: 8000 + workload }];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      namespace: nameOf(pod % namespaces),
      name: `pod-${pod}`,
      labels: { app: `app-${workload}`, tier: TIERS[workload % TIERS.length], 'pod-template-hash': `h${pod}`, ...own },
    },
    spec: { nodeName: `node-${pod % 1000}`, containers: [{ name: 'c', image: `image-${workload}`, ports }] },
    status: { phase: 'Running', podIPs: [{ ip: `10.${(pod >> 16) & 255}.${(pod >> 8) & 255}.${pod & 255}` }] },
  };
}

function labels({ isAdversarial }: ReachSize, random: Random): object {
  const base = { app: `app-${random.below(WORKLOADS)}` };
  if (!isAdversarial) return base;
  const shard = `s${random.below(SHARDS)}`;
  return random.pick([base, { shard }, { colour: `c${random.below(COLOURS)}`, rank: `r${random.below(SHARDS)}` }]);
}

/** Six of ten peers are pods of the own namespace; the rest are other namespaces and a block. */
function peer(size: ReachSize, random: Random): object {
  const podSelector = { matchLabels: labels(size, random) };
  const drawn = random.below(10);
  if (drawn < 6) return { podSelector };
  if (drawn < 8) return { namespaceSelector: { matchLabels: { team: `team-${random.below(TEAMS)}` } }, podSelector };
  const name = nameOf(random.below(size.namespaces));
  return drawn < 9
    ? { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } }
    : { ipBlock: METADATA };
}

function policyObject(policy: number, size: ReachSize, random: Random): object {
  if (size.plugin !== undefined) {
    const make = size.plugin === 'cilium' ? ciliumPolicy : calicoPolicy;
    const place = { namespace: nameOf(policy % size.namespaces), name: `policy-${policy}` };
    return make({ ...place, policy, workloads: WORKLOADS, teams: TEAMS }, random);
  }
  const port = (): object => (random.below(3) === 0 ? { port: 'http' } : { port: 8000 + random.below(WORKLOADS) });
  const rules = (side: string): object[] =>
    Array.from({ length: 1 + random.below(3) }, () => ({
      [side]: [peer(size, random), peer(size, random)],
      ports: [port()],
    }));
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { namespace: nameOf(policy % size.namespaces), name: `policy-${policy}` },
    spec: {
      podSelector: random.below(5) === 0 ? {} : { matchLabels: labels(size, random) },
      policyTypes: ['Ingress', 'Egress'],
      ingress: rules('from'),
      egress: rules('to'),
    },
  };
}

/** Objects as the API server lists them. */
export function* reachObjects(size: ReachSize, seed: number): Generator<object> {
  const random = new Random(seed);
  for (let namespace = 0; namespace < size.namespaces; namespace++) {
    const metadata = { name: nameOf(namespace), labels: { team: `team-${namespace % TEAMS}` } };
    yield { apiVersion: 'v1', kind: 'Namespace', metadata };
  }
  for (let pod = 0; pod < size.pods; pod++) yield podObject(pod, size, random);
  for (let policy = 0; policy < size.policies; policy++) yield policyObject(policy, size, random);
}
