// Steps over the network to kubelets whose own API asks for no right: into the pods of their node, or to what these pods' specs show.
import { ANONYMOUS, userOf } from '../../access/user.ts';
import type { KubeletConfigFact } from '../../facts/kubelet.ts';
import { oncePer } from '../../facts/once-per.ts';
import { pushTo } from '../../facts/push-to.ts';
import type { Connected } from '../../reach/can-connect.ts';
import type { Citation } from '../../reach/citation.ts';
import type { Condition } from '../../results/contract.ts';
import { networkOf, NODES } from '../network.ts';
import type { Passing } from '../network.ts';
import { UNKNOWN_NODE, workloadById } from '../workloads.ts';
import type { Workload } from '../workloads.ts';
import type { World } from '../world.ts';
import { credentialsOf, shownFact } from './credentials.ts';
import { Callers, doubtsOf, indexCallers, reasons, sentence } from './network-callers.ts';
import { membersOn } from './nodes.ts';
import { inSpec, tokenMount } from './pods.ts';
import type { Grounds, Relation } from './relation.ts';

/** One way to be answered by the kubelet of a node. */
interface Opening {
  readonly node: string;
  readonly config: KubeletConfigFact;
  readonly port: number;
  /** Only who holds a token of some ServiceAccount is answered. */
  readonly asksToken: boolean;
  /** What RBAC lets callers without credentials do, where the kubelet asks it. */
  readonly granted?: readonly Citation[];
  readonly doubts?: readonly Condition[];
}

type ByNode = ReadonlyMap<string | undefined, readonly KubeletConfigFact[]>;

/** Made once for a world. A file `n1.json` holds what the kubelet of node `n1` answered; everything else is said of all, under no name. */
const configsByNode = oncePer(({ nodes, facts }: World): ByNode => {
  const names = new Set(nodes);
  return Map.groupBy(facts.kubeletConfigs, ({ objectKind, name }) => {
    const node = name.replace(/^.*\//, '').replace(/\.[a-z]+$/, '');
    return objectKind === 'file' && names.has(node) ? node : undefined;
  });
});

function configsOf(world: World, node: string): readonly KubeletConfigFact[] {
  const byNode = configsByNode(world);
  return byNode.get(node) ?? byNode.get(undefined) ?? [];
}

/**
 * Why RBAC lets `system:anonymous` do this to the node: the kubelet asks the API server for the right of whom it takes.
 * https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/#kubelet-authorization
 */
function anonymousMay(
  world: World,
  node: string,
  subresource: string,
  verbs: readonly string[],
): readonly Citation[] | undefined {
  const user = userOf(ANONYMOUS);
  const name = node === UNKNOWN_NODE ? {} : { name: node };
  if (user === undefined) return undefined;
  for (const verb of verbs) {
    const request = { verb, group: '', resource: 'nodes', subresource, ...name };
    const { allowed, by } = world.authorizer.authorize(user, request);
    if (allowed === true) return by?.evidence ?? [];
  }
  return undefined;
}

function commandOpenings(world: World, node: string): Opening[] {
  return configsOf(world, node).flatMap((config): Opening[] => {
    const { port, anonymous, tokens, allowsAll } = config;
    if (port === undefined) return [];
    if (allowsAll) return anonymous || tokens ? [{ node, config, port, asksToken: !anonymous }] : [];
    // Commands are POST, and over a WebSocket GET.
    const granted = anonymous ? anonymousMay(world, node, 'proxy', ['create', 'get']) : undefined;
    return granted === undefined ? [] : [{ node, config, port, asksToken: false, granted }];
  });
}

const FINE_GRAINED: readonly Condition[] = [
  {
    text: 'the kubelet asks for nodes/pods of its own (KubeletFineGrainedAuthz, on by default since 1.33)',
    settledBy: '`kubectl get --raw /api/v1/nodes/NODE/proxy/configz`',
  },
];

function specOpenings(world: World, node: string): Opening[] {
  return configsOf(world, node).flatMap((config): Opening[] => {
    const { readOnlyPort, port, anonymous, allowsAll } = config;
    const readOnly = readOnlyPort === undefined ? [] : [{ node, config, port: readOnlyPort, asksToken: false }];
    const granted =
      port !== undefined && anonymous && !allowsAll ? anonymousMay(world, node, 'pods', ['get']) : undefined;
    if (port === undefined || granted === undefined) return readOnly;
    return [...readOnly, { node, config, port, asksToken: false, granted, doubts: FINE_GRAINED }];
  });
}

/** Running workloads by node; made once for a world. */
const workloadsByNode = oncePer(({ workloads }: World): ReadonlyMap<string, readonly Workload[]> => {
  const lists = new Map<string, Workload[]>();
  for (const workload of workloads)
    if (workload.running) for (const name of workload.nodes.keys()) pushTo(lists, name, workload);
  return lists;
});

const endOf = (node: string): string => (node === UNKNOWN_NODE ? NODES : `node:${node}`);

function holdsToken(world: World, id: string): boolean {
  return workloadById(world, id)?.distinct.some((member) => tokenMount(world, member) !== undefined) === true;
}

function callersOf(world: World, { node, port, asksToken }: Opening, passing: Passing): readonly string[] {
  const ids = networkOf(world).callersOf({ to: endOf(node), port }, passing);
  return asksToken ? ids.filter((id) => holdsToken(world, id)) : ids;
}

function reasonOf(world: World, from: string, opening: Opening, passing: Passing): Connected | undefined {
  if (opening.asksToken && !holdsToken(world, from)) return undefined;
  return networkOf(world).reason(from, { to: endOf(opening.node), port: opening.port }, passing);
}

/** What of a workload's pods on the node a caller gets: ids, each with the place that shows it. */
interface Given {
  readonly openings: (world: World, node: string) => Opening[];
  readonly ids: (world: World, workload: Workload, node: string) => ReadonlyMap<string, Grounds['evidence'][number]>;
  readonly words: (opening: Opening) => string;
}

function kubeletRelation({ openings, ids, words }: Given, passing: Passing): Omit<Relation, 'name'> {
  return {
    pairs(nodes, emit) {
      const { world } = nodes;
      if (world.facts.kubeletConfigs.length === 0) return;
      const byId = indexCallers(nodes);
      const callers = new Callers(nodes, emit, byId);
      for (const node of world.nodes)
        for (const opening of openings(world, node)) {
          const given = (workloadsByNode(world).get(node) ?? []).flatMap((workload) => [
            ...ids(world, workload, node).keys(),
          ]);
          if (given.length === 0) continue;
          const who = callersOf(world, opening, passing);
          for (const id of given) callers.lead(who, byId.get(id) ?? nodes.credentials.named(id));
        }
    },
    cite(world, { from, to }) {
      for (const workload of world.workloads)
        for (const node of workload.running ? workload.nodes.keys() : []) {
          const place = ids(world, workload, node).get(to);
          if (place === undefined) continue;
          for (const opening of openings(world, node)) {
            const answer = reasonOf(world, from, opening, passing);
            if (answer === undefined) continue;
            const { config, granted = [], doubts = [] } = opening;
            return {
              evidence: [{ object: config, pointer: config.pointer }, ...granted, place, ...reasons(answer)],
              objects: [config],
              namespace: workload.namespace,
              detail: `${words(opening)}: ${sentence(answer)}`,
              doubts: [...doubts, ...doubtsOf(answer)],
            };
          }
        }
      return undefined;
    },
  };
}

const kubeletOn = (node: string): string => (node === UNKNOWN_NODE ? 'the kubelet there' : `the kubelet of ${node}`);

const COMMANDS: Given = {
  openings: commandOpenings,
  ids(_, workload, node) {
    const member = workload.nodes.get(node);
    return new Map(member === undefined ? [] : [[workload.id, inSpec(member, '')]]);
  },
  words: ({ node, port, asksToken, granted }) =>
    granted === undefined
      ? `${kubeletOn(node)} lets ${asksToken ? 'whoever has a token of any account' : 'callers without credentials'} do everything on port ${port}`
      : `${kubeletOn(node)} takes callers without credentials on port ${port}, and RBAC grants them nodes/proxy`,
};

/** `/pods` shows specs, and so literals, and no values of Secrets and ConfigMaps. */
const SPECS: Given = {
  openings: specOpenings,
  ids: (world, workload, node) =>
    new Map(
      membersOn(workload, node).flatMap((member) =>
        [...credentialsOf(world, workload, member)].map(([id, pointer]) => [
          id,
          inSpec(shownFact(workload, member), pointer),
        ]),
      ),
    ),
  words: ({ node, port, granted }) =>
    granted === undefined
      ? `${kubeletOn(node)} shows its pods’ specs to everybody on port ${port}`
      : `${kubeletOn(node)} takes callers without credentials on port ${port}, and RBAC grants them nodes/pods`,
};

export const openKubeletRunsPods: Relation = { name: 'openKubeletRunsPods', ...kubeletRelation(COMMANDS, 'allow') };
export const openKubeletIfLetThrough: Relation = {
  name: 'openKubeletIfLetThrough',
  ...kubeletRelation(COMMANDS, 'undefined'),
};
export const readOnlyKubeletShowsCredential: Relation = {
  name: 'readOnlyKubeletShowsCredential',
  ...kubeletRelation(SPECS, 'allow'),
};
export const readOnlyKubeletIfLetThrough: Relation = {
  name: 'readOnlyKubeletIfLetThrough',
  ...kubeletRelation(SPECS, 'undefined'),
};
