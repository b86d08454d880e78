// Steps over the network to kubelets whose own API asks for no right: into the pods of their node, or to what these pods' specs show.
import type { KubeletConfigFact } from '../../facts/kubelet.ts';
import type { Connected } from '../../reach/can-connect.ts';
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
}

type ByNode = ReadonlyMap<string | undefined, readonly KubeletConfigFact[]>;

const known = new WeakMap<World, ByNode>();

/** Made once for a world. A file `n1.json` holds what the kubelet of node `n1` answered; everything else is said of all, under no name. */
function configsByNode(world: World): ByNode {
  let byNode = known.get(world);
  if (byNode === undefined) {
    const names = new Set(world.nodes);
    byNode = Map.groupBy(world.facts.kubeletConfigs, ({ objectKind, name }) => {
      const node = name.replace(/^.*\//, '').replace(/\.[a-z]+$/, '');
      return objectKind === 'file' && names.has(node) ? node : undefined;
    });
    known.set(world, byNode);
  }
  return byNode;
}

function configsOf(world: World, node: string): readonly KubeletConfigFact[] {
  const byNode = configsByNode(world);
  return byNode.get(node) ?? byNode.get(undefined) ?? [];
}

function commandOpenings(world: World, node: string): Opening[] {
  return configsOf(world, node).flatMap((config) => {
    const { port, anonymous, tokens, allowsAll } = config;
    if (port === undefined || !allowsAll || (!anonymous && !tokens)) return [];
    return [{ node, config, port, asksToken: !anonymous }];
  });
}

function readOnlyOpenings(world: World, node: string): Opening[] {
  return configsOf(world, node).flatMap((config) => {
    const { readOnlyPort: port } = config;
    return port === undefined ? [] : [{ node, config, port, asksToken: false }];
  });
}

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
          const who = callersOf(world, opening, passing);
          for (const workload of world.workloads)
            if (workload.running && workload.nodes.has(node))
              for (const id of ids(world, workload, node).keys())
                callers.lead(who, byId.get(id) ?? nodes.credentials.named(id));
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
            const { config } = opening;
            return {
              evidence: [{ object: config, pointer: config.pointer }, place, ...reasons(answer)],
              objects: [config],
              namespace: workload.namespace,
              detail: `${words(opening)}: ${sentence(answer)}`,
              doubts: doubtsOf(answer),
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
  words: ({ node, port, asksToken }) =>
    `${kubeletOn(node)} lets ${asksToken ? 'whoever has a token of any account' : 'callers without credentials'} do everything on port ${port}`,
};

/** `/pods` shows specs, and so literals, and no values of Secrets and ConfigMaps. */
const SPECS: Given = {
  openings: readOnlyOpenings,
  ids: (world, workload, node) =>
    new Map(
      membersOn(workload, node).flatMap((member) =>
        [...credentialsOf(world, workload, member)].map(([id, pointer]) => [
          id,
          inSpec(shownFact(workload, member), pointer),
        ]),
      ),
    ),
  words: ({ node, port }) => `${kubeletOn(node)} shows its pods’ specs to everybody on port ${port}`,
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
