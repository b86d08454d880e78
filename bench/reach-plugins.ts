// Policies of Cilium's and Calico's own kinds for the cluster of reach: as many peers as its NetworkPolicies have, and a denying rule in each tenth.
import type { Random } from './random.ts';

interface Drawn {
  readonly namespace: string;
  readonly name: string;
  readonly policy: number;
  /** Workloads and teams that there are. */
  readonly workloads: number;
  readonly teams: number;
}

const app = (workloads: number, random: Random): string => `app-${random.below(workloads)}`;
const rules = (random: Random, rule: () => object): object[] => Array.from({ length: 1 + random.below(3) }, rule);

/** Six of ten peers are pods of the own namespace, two those of a team's namespaces, the rest all pods of a namespace or addresses. */
function ciliumRule(side: 'from' | 'to', { workloads, teams }: Drawn, random: Random): object {
  const toPorts = [{ ports: [{ port: String(8000 + random.below(workloads)), protocol: 'TCP' }] }];
  const drawn = random.below(10);
  if (drawn === 9) return { [`${side}CIDRSet`]: [{ cidr: '0.0.0.0/0', except: ['169.254.169.254/32'] }], toPorts };
  const team = drawn < 6 ? {} : { 'k8s:io.cilium.k8s.namespace.labels.team': `team-${random.below(teams)}` };
  return { [`${side}Endpoints`]: [{ matchLabels: { ...team, app: app(workloads, random) } }], toPorts };
}

export function ciliumPolicy(drawn: Drawn, random: Random): object {
  const denied = { fromEndpoints: [{ matchLabels: { app: app(drawn.workloads, random) } }] };
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    metadata: { namespace: drawn.namespace, name: drawn.name },
    spec: {
      endpointSelector: random.below(5) === 0 ? {} : { matchLabels: { app: app(drawn.workloads, random) } },
      ingress: rules(random, () => ciliumRule('from', drawn, random)),
      egress: rules(random, () => ciliumRule('to', drawn, random)),
      ...(drawn.policy % 10 === 0 && { ingressDeny: [denied] }),
    },
  };
}

function calicoRule(side: 'source' | 'destination', { workloads, teams }: Drawn, random: Random): object {
  const drawn = random.below(10);
  const pods = { selector: `app == '${app(workloads, random)}'` };
  const other =
    drawn === 9
      ? { nets: ['0.0.0.0/0'], notNets: ['169.254.169.254/32'] }
      : drawn < 6
        ? pods
        : { ...pods, namespaceSelector: `team == 'team-${random.below(teams)}'` };
  const ports = { ports: [8000 + random.below(workloads)] };
  const ends = side === 'source' ? { source: other, destination: ports } : { destination: { ...other, ...ports } };
  return { action: 'Allow', protocol: 'TCP', ...ends };
}

export function calicoPolicy(drawn: Drawn, random: Random): object {
  const denied = { action: 'Deny', source: { selector: `app == '${app(drawn.workloads, random)}'` } };
  const ingress = rules(random, () => calicoRule('source', drawn, random));
  return {
    apiVersion: 'projectcalico.org/v3',
    kind: 'NetworkPolicy',
    metadata: { namespace: drawn.namespace, name: drawn.name },
    spec: {
      order: 10 * (drawn.policy % 7),
      selector: random.below(5) === 0 ? 'all()' : `app == '${app(drawn.workloads, random)}'`,
      types: ['Ingress', 'Egress'],
      ingress: drawn.policy % 10 === 0 ? [denied, ...ingress] : ingress,
      egress: rules(random, () => calicoRule('destination', drawn, random)),
    },
  };
}
