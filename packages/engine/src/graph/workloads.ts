// Folds pods into workloads: a pod is named after its topmost controller in the input.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import { oncePer } from '../facts/once-per.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { NameIndex } from './name-index.ts';

/** The node of pods whose node is not known. */
export const UNKNOWN_NODE = '*';

/** All pods of one topmost controller (or one pod of its own). */
export interface Workload {
  readonly id: string;
  readonly namespace: string;
  readonly root: WorkloadFact;
  /** One fact for each distinct pod spec and node; the first one that shows each is cited, a running one before one that has ended. */
  readonly members: readonly WorkloadFact[];
  /** The first member of each pod spec: what spec and namespace decide needs to be asked of these only. */
  readonly distinct: readonly WorkloadFact[];
  /** Node name → a member that runs there. `*` when no member is bound. */
  readonly nodes: ReadonlyMap<string, WorkloadFact>;
  /** Names of pods in the input. */
  readonly podNames: ReadonlySet<string>;
  /** False when every pod in the input has ended (Succeeded or Failed). */
  readonly running: boolean;
}

interface Draft {
  readonly id: string;
  readonly root: WorkloadFact;
  readonly members: WorkloadFact[];
  /** Place in `members` of each pod spec on each node. */
  readonly places: Map<number, Map<string, number>>;
  readonly nodes: Map<string, WorkloadFact>;
  readonly podNames: Set<string>;
  pods: number;
  ended: number;
}

/** Objects that may own others, by kind and group, namespace and name. */
class Owners {
  readonly #facts: readonly WorkloadFact[];
  readonly #kinds = new Map<string, Map<string, NameIndex>>();

  constructor(facts: readonly WorkloadFact[]) {
    this.#facts = facts;
    facts.forEach(({ objectKind, group, namespace, name }, at) => {
      let groups = this.#kinds.get(objectKind);
      if (groups === undefined) this.#kinds.set(objectKind, (groups = new Map()));
      let names = groups.get(group);
      if (names === undefined) groups.set(group, (names = new NameIndex()));
      if (names.get(namespace, name) === undefined) names.set(namespace, name, at);
    });
  }

  of({ owner, namespace }: WorkloadFact): WorkloadFact | undefined {
    if (owner === undefined) return undefined;
    const at = this.#kinds.get(owner.kind)?.get(owner.group)?.get(namespace, owner.name);
    return at === undefined ? undefined : this.#facts[at];
  }
}

export function foldWorkloads(facts: Facts): Workload[] {
  const owners = new Owners(facts.workloads);
  const roots = new Map<WorkloadFact, WorkloadFact>();
  const drafts = new Map<string, Draft>();
  const byRoot = new Map<WorkloadFact, Draft>();
  for (const fact of facts.workloads) {
    const root = topmost(fact, owners, roots);
    let draft = byRoot.get(root);
    if (draft === undefined) byRoot.set(root, (draft = draftOf(root, drafts)));
    collect(draft, fact);
  }
  return [...drafts.values()].map(finish).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Says of each fact what it is named after: its topmost controller in the input, or itself. */
export function topmostOf(facts: Facts): (fact: WorkloadFact) => WorkloadFact {
  const owners = new Owners(facts.workloads);
  const roots = new Map<WorkloadFact, WorkloadFact>();
  return (fact) => topmost(fact, owners, roots);
}

/** Controllers in an owners' chain: a pod's ReplicaSet and Deployment, a Job and its CronJob, and one of a custom kind. */
const MOST_OWNERS = 8;

/** Says of each fact which controllers it has in the input, the nearest first. */
export function ownersOf(facts: Facts): (fact: WorkloadFact) => readonly WorkloadFact[] {
  const owners = new Owners(facts.workloads);
  return (fact) => {
    const chain: WorkloadFact[] = [];
    for (let at = owners.of(fact); at !== undefined && chain.length < MOST_OWNERS; at = owners.of(at)) chain.push(at);
    return chain;
  };
}

/** Owners form a chain; a loop in hostile input ends the walk where it began. */
function topmost(fact: WorkloadFact, owners: Owners, known: Map<WorkloadFact, WorkloadFact>): WorkloadFact {
  let owner = owners.of(fact);
  if (owner === undefined) return fact;
  const seen = new Set([fact]);
  let top = fact;
  while (owner !== undefined && !seen.has(owner)) {
    top = known.get(owner) ?? owner;
    if (top !== owner) break;
    seen.add(top);
    owner = owners.of(top);
  }
  // Most facts own nothing, so only those on the way are remembered; of a loop, all.
  if (owner === undefined || !seen.has(owner)) seen.delete(fact);
  for (const passed of seen) known.set(passed, top);
  return top;
}

function draftOf(root: WorkloadFact, drafts: Map<string, Draft>): Draft {
  const id = objectId(root);
  let draft = drafts.get(id);
  if (draft === undefined) {
    draft = { id, root, members: [], places: new Map(), nodes: new Map(), podNames: new Set(), pods: 0, ended: 0 };
    drafts.set(id, draft);
  }
  return draft;
}

function collect(draft: Draft, fact: WorkloadFact): void {
  let places = draft.places.get(fact.spec);
  if (places === undefined) draft.places.set(fact.spec, (places = new Map()));
  const place = places.get(fact.node);
  if (place === undefined) places.set(fact.node, draft.members.push(fact) - 1);
  else if (hasEnded(draft.members[place] as WorkloadFact) && !hasEnded(fact)) draft.members[place] = fact;
  if (!fact.isPod) return;
  draft.podNames.add(fact.name);
  draft.pods++;
  if (hasEnded(fact)) draft.ended++;
  if (fact.node !== '' && !draft.nodes.has(fact.node)) draft.nodes.set(fact.node, fact);
}

const byIds = oncePer(
  (workloads: readonly Workload[]): ReadonlyMap<string, Workload> => new Map(workloads.map((one) => [one.id, one])),
);

export function workloadById(
  { workloads }: { readonly workloads: readonly Workload[] },
  id: string,
): Workload | undefined {
  return byIds(workloads).get(id);
}

/** True for a pod whose containers have all ended for good. */
export function hasEnded({ isPod, phase }: WorkloadFact): boolean {
  return isPod && (phase === 'Succeeded' || phase === 'Failed');
}

function finish({ id, root, members, places, nodes, podNames, pods, ended }: Draft): Workload {
  if (nodes.size === 0) nodes.set(UNKNOWN_NODE, root);
  const running = pods === 0 || ended < pods;
  const distinct = Array.from(places.values(), firstOf).map((place) => members[place] as WorkloadFact);
  return { id, namespace: root.namespace, root, members, distinct, nodes, podNames, running };
}

function firstOf(places: ReadonlyMap<string, number>): number {
  const [first = 0] = places.values();
  return first;
}
