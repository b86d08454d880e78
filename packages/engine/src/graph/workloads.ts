// Folds pods into workloads: a pod is named after its topmost controller in the input.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { WorkloadFact } from '../facts/workload.ts';

/** The node of pods whose node is not known. */
export const UNKNOWN_NODE = '*';

/** All pods of one topmost controller (or one pod of its own). */
export interface Workload {
  readonly id: string;
  readonly namespace: string;
  readonly root: WorkloadFact;
  /** One fact for each distinct pod spec and node; the first one that shows each is cited, a running one before one that has ended. */
  readonly members: readonly WorkloadFact[];
  /** Node name → a member that runs there. `*` when no member is bound. */
  readonly nodes: ReadonlyMap<string, WorkloadFact>;
  /** Names of pods in the input. */
  readonly podNames: ReadonlySet<string>;
  /** False when every pod in the input has ended (Succeeded or Failed). */
  readonly running: boolean;
}

interface Draft {
  root: WorkloadFact;
  members: Map<string, WorkloadFact>;
  nodes: Map<string, WorkloadFact>;
  podNames: Set<string>;
  pods: number;
  ended: number;
}

const key = (kind: string, group: string, namespace: string, name: string): string =>
  `${kind}\0${group}\0${namespace}\0${name}`;

export function foldWorkloads(facts: Facts): Workload[] {
  const byKey = new Map<string, WorkloadFact>();
  for (const fact of facts.workloads) {
    const own = key(fact.objectKind, fact.group, fact.namespace, fact.name);
    if (!byKey.has(own)) byKey.set(own, fact);
  }
  const roots = new Map<WorkloadFact, WorkloadFact>();
  const drafts = new Map<string, Draft>();
  for (const fact of facts.workloads) collect(drafts, topmost(fact, byKey, roots), fact);
  return [...drafts].map(([id, draft]) => finish(id, draft)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Owners form a chain; a loop in hostile input ends the walk where it began. */
function topmost(
  fact: WorkloadFact,
  byKey: ReadonlyMap<string, WorkloadFact>,
  known: Map<WorkloadFact, WorkloadFact>,
): WorkloadFact {
  const seen = new Set<WorkloadFact>();
  let top = fact;
  while (top.owner !== undefined && !seen.has(top)) {
    const cached = known.get(top);
    if (cached !== undefined) {
      top = cached;
      break;
    }
    seen.add(top);
    const owner = byKey.get(key(top.owner.kind, top.owner.group, top.namespace, top.owner.name));
    if (owner === undefined || seen.has(owner)) break;
    top = owner;
  }
  for (const passed of seen) known.set(passed, top);
  return top;
}

function collect(drafts: Map<string, Draft>, root: WorkloadFact, fact: WorkloadFact): void {
  const id = objectId(root);
  let draft = drafts.get(id);
  if (draft === undefined) {
    draft = { root, members: new Map(), nodes: new Map(), podNames: new Set(), pods: 0, ended: 0 };
    drafts.set(id, draft);
  }
  const memberKey = `${fact.spec}\0${fact.node}`;
  const shown = draft.members.get(memberKey);
  if (shown === undefined || (hasEnded(shown) && !hasEnded(fact))) draft.members.set(memberKey, fact);
  if (!fact.isPod) return;
  draft.podNames.add(fact.name);
  draft.pods++;
  if (hasEnded(fact)) draft.ended++;
  if (fact.node !== '' && !draft.nodes.has(fact.node)) draft.nodes.set(fact.node, fact);
}

/** True for a pod whose containers have all ended for good. */
export function hasEnded({ isPod, phase }: WorkloadFact): boolean {
  return isPod && (phase === 'Succeeded' || phase === 'Failed');
}

function finish(id: string, draft: Draft): Workload {
  if (draft.nodes.size === 0) draft.nodes.set(UNKNOWN_NODE, draft.root);
  return {
    id,
    namespace: draft.root.namespace,
    root: draft.root,
    members: [...draft.members.values()],
    nodes: draft.nodes,
    podNames: draft.podNames,
    running: draft.pods === 0 || draft.ended < draft.pods,
  };
}
