// The steps of a path before they are proved: what each uses, from where to where, and which must hold first.
import { callerOf, foldTierOf, positionOf } from './folded-way.ts';
import type { Caller } from './cite-grant.ts';
import type { ExposureGraph } from './exposure-graph.ts';
import type { TierCode } from './graph.ts';
import type { Label } from './labels.ts';
import type { Named } from './names.ts';
import { Searcher } from './search.ts';
import { walkTrail } from './trail.ts';
import type { Trail, TrailStep } from './trail.ts';

/** One step that is not yet proved. */
export interface OutlinedStep {
  /** `s1` and on, within the path. */
  readonly id: string;
  readonly label: Label;
  readonly from: Named;
  readonly caller: Caller | undefined;
  readonly to: Named;
  /** Tier that the target adds, on the step's edge or on folded edges after it (an account that is not in the input). */
  readonly targetTier: number;
  /** Steps that must hold first. */
  readonly needs: readonly string[];
  /** Of a join, the folded nodes at whose end each of its premises is held. */
  readonly premises: readonly (readonly number[])[];
  /** Of a join, the name of the one object that its premises are about. */
  readonly name?: string;
}

/** How a path came to a step: the folded nodes before it, and the steps that must hold first. */
interface Way {
  readonly before: readonly number[];
  readonly tier: TierCode;
  readonly needs: readonly string[];
}

/** What a join adds to what a step needs. */
type Joined = Pick<OutlinedStep, 'needs' | 'premises' | 'name'>;

export class Outliner {
  readonly #exposure: ExposureGraph;
  readonly #search: Searcher;
  /** Steps of the path at work, by technique and ends; a join counts each distinct step once. */
  #steps = new Map<string, OutlinedStep>();

  constructor(exposure: ExposureGraph) {
    this.#exposure = exposure;
    this.#search = new Searcher(exposure.graph);
  }

  /** In topological order. */
  outline(trail: Trail, tier: TierCode): readonly OutlinedStep[] {
    this.#steps = new Map();
    this.#trail(trail, tier, []);
    return [...this.#steps.values()];
  }

  /** Adds the trail's steps; `first` are the steps that must hold before its first one. Returns the ids of its last step. */
  #trail(trail: Trail, tier: TierCode, first: readonly string[]): readonly string[] {
    let needs = first;
    trail.steps.forEach((step, index) => {
      const next = trail.steps[index + 1]?.before ?? trail.after;
      needs = [this.#step(step, next, tier, needs)];
    });
    return needs;
  }

  #step(step: TrailStep, next: readonly number[], tier: TierCode, needs: readonly string[]): string {
    const { graph, book } = this.#exposure;
    const label = book.labels[graph.label[step.edge] as number] as Label;
    const from = positionOf(this.#exposure, step.before);
    const to = positionOf(this.#exposure, next);
    const key = `${label.technique.id}\0${from.id}\0${to.id}`;
    const known = this.#steps.get(key);
    if (known !== undefined) return known.id;
    const way: Way = { before: step.before, tier, needs };
    const joined = label.rule.type === 'join' ? this.#joined(step.edge, way) : { needs, premises: [] };
    const id = `s${this.#steps.size + 1}`;
    const caller = callerOf(this.#exposure, step.before);
    // A join's edge has the tier of its premises, which are steps of their own.
    const ownTier = label.rule.type === 'grant' ? (graph.tier[step.edge] as number) : label.tier;
    const targetTier = Math.max(ownTier, foldTierOf(this.#exposure, next));
    this.#steps.set(key, { id, label, from, caller, to, targetTier, ...joined });
    return id;
  }

  #joined(edge: number, { before, tier, needs }: Way): Joined {
    const source = before.at(-1) as number;
    const allNeeds = new Set<string>();
    const { premises: nodes = [], name } = this.#exposure.joinEdges.get(edge) ?? {};
    const premises = nodes.map((premise) => {
      const distance = this.#search.toward([premise], tier);
      const trail = afterwards(before, walkTrail(this.#exposure, source, distance, tier));
      for (const id of this.#trail(trail, tier, needs)) allNeeds.add(id);
      return trail.steps.length === 0 ? [...before, ...trail.after] : trail.after;
    });
    return { needs: [...allNeeds], premises, ...(name !== undefined && { name }) };
  }
}

/** The trail with the folded way that led to its start: who acts in its first step stands there. */
function afterwards(before: readonly number[], trail: Trail): Trail {
  const [first, ...rest] = trail.steps;
  if (first === undefined) return trail;
  return { ...trail, steps: [{ ...first, before: [...before.slice(0, -1), ...first.before] }, ...rest] };
}
