// Pods as a policy can name them: those of one workload, or of several that no stable label tells apart.
import type { Facts } from '../facts/facts.ts';
import { objectId } from '../facts/object-id.ts';
import type { StringMap } from '../facts/object.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { topmostOf } from '../graph/workloads.ts';
import { runningPods } from '../reach/pods.ts';
import { podSelector } from './pod-selector.ts';
import type { SelectorManifest } from './pod-selector.ts';
import { sharedLabels, stableLabels } from './stable-labels.ts';

export interface Group {
  /** Of the workload; of the first, where several are one group. */
  readonly id: string;
  readonly ids: readonly string[];
  readonly namespace: string;
  /** The first workload's name. */
  readonly name: string;
  readonly kind: string;
  /** On the network of their hosts: no selector of a policy is sure to reach them. */
  readonly onHost: boolean;
  readonly pods: readonly WorkloadFact[];
  readonly selector: SelectorManifest;
}

interface Draft {
  readonly roots: readonly WorkloadFact[];
  readonly namespace: string;
  readonly onHost: boolean;
  readonly pods: readonly WorkloadFact[];
  readonly shared: StringMap;
}

const textOf = (labels: StringMap): string => JSON.stringify([...labels].toSorted(([a], [b]) => (a < b ? -1 : 1)));

export class Groups {
  readonly all: readonly Group[];
  readonly #byPod: ReadonlyMap<WorkloadFact, Group>;
  readonly #byNamespace: ReadonlyMap<string, readonly Group[]>;

  constructor(facts: Facts) {
    const drafts = Map.groupBy(draftsOf(facts), ({ namespace }) => namespace);
    this.all = [...drafts.values()].flatMap(selectable).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    this.#byPod = new Map(this.all.flatMap((group) => group.pods.map((pod) => [pod, group] as const)));
    this.#byNamespace = Map.groupBy(this.all, ({ namespace }) => namespace);
  }

  of(pod: WorkloadFact): Group | undefined {
    return this.#byPod.get(pod);
  }

  in(namespace: string): readonly Group[] {
    return this.#byNamespace.get(namespace) ?? [];
  }
}

/** One for each workload, and for its pods on their hosts' network another. */
function draftsOf(facts: Facts): Draft[] {
  const topmost = topmostOf(facts);
  const isOnHost = ({ spec }: WorkloadFact): boolean => facts.podSpecs[spec]?.hostNetwork === true;
  const byRoot = Map.groupBy(runningPods(facts.workloads), (pod) => `${isOnHost(pod)} ${objectId(topmost(pod))}`);
  return [...byRoot.values()].map((pods): Draft => {
    const [first] = pods as [WorkloadFact];
    return {
      roots: [topmost(first)],
      namespace: first.namespace,
      onHost: isOnHost(first),
      pods,
      shared: sharedLabels(pods),
    };
  });
}

/** Of one namespace; those that labels do not tell apart become one. */
function selectable(all: readonly Draft[]): Group[] {
  const onHost = all.filter((draft) => draft.onHost).map((draft) => groupOf(draft, {}));
  const byLabels = Map.groupBy(
    all.filter((draft) => !draft.onHost),
    ({ shared }) => textOf(shared),
  );
  let drafts = [...byLabels.values()].map(merged);
  for (;;) {
    const sets = drafts.map(({ pods }) => labelSets(pods));
    const selectors = drafts.map(({ shared }, at) =>
      podSelector(
        shared,
        sets[at] as readonly StringMap[],
        sets.flatMap((one, other) => (other === at ? [] : one)),
      ),
    );
    const unclear = selectors.findIndex((selector) => selector === undefined);
    if (unclear < 0)
      return [...onHost, ...drafts.map((draft, at) => groupOf(draft, selectors[at] as SelectorManifest))];
    drafts = joinedAt(drafts, unclear, sets);
  }
}

/** The unclear one with all whose pods have its labels. */
function joinedAt(drafts: readonly Draft[], unclear: number, sets: readonly (readonly StringMap[])[]): Draft[] {
  const { shared } = drafts[unclear] as Draft;
  const isSame = (at: number): boolean =>
    at === unclear || (sets[at] ?? []).some((labels) => [...shared].every(([key, value]) => labels.get(key) === value));
  const [same, rest] = [drafts.filter((_, at) => isSame(at)), drafts.filter((_, at) => !isSame(at))];
  return [...rest, merged(same)];
}

function labelSets(pods: readonly WorkloadFact[]): StringMap[] {
  const sets = new Map(
    [...new Set(pods.map(({ podLabels }) => podLabels))].map((labels) => {
      const stable = stableLabels(labels);
      return [textOf(stable), stable] as const;
    }),
  );
  return [...sets.values()];
}

function merged(drafts: readonly Draft[]): Draft {
  const [first] = drafts as readonly [Draft];
  if (drafts.length === 1) return first;
  const pods = drafts.flatMap((draft) => draft.pods);
  const roots = drafts.flatMap((draft) => draft.roots).toSorted((a, b) => (objectId(a) < objectId(b) ? -1 : 1));
  return { ...first, roots, pods, shared: sharedLabels(pods) };
}

function groupOf({ roots, namespace, onHost, pods }: Draft, selector: SelectorManifest): Group {
  const [root] = roots as readonly [WorkloadFact];
  const ids = roots.map(objectId);
  return { id: ids[0] as string, ids, namespace, name: root.name, kind: root.objectKind, onHost, pods, selector };
}
