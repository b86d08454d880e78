// Turns a trail into a path whose every step cites the objects that allow it.
import { createHash } from 'node:crypto';
import type { CallerRequest, Certainty, Condition, Step } from '../results/contract.ts';
import { citeGrant } from './cite-grant.ts';
import type { Aim, Allowed, Caller } from './cite-grant.ts';
import type { ExposureGraph } from './exposure-graph.ts';
import type { TierCode } from './graph.ts';
import { CERTAINTIES } from './labels.ts';
import type { Label } from './labels.ts';
import { gainGrounds } from './gain-grounds.ts';
import type { GainGround } from './gain-ground.ts';
import { callerOf, foldTierOf, positionOf, scopeOf } from './folded-way.ts';
import type { Named } from './names.ts';
import { relationNamed } from './relations/all.ts';
import type { Citation, GrantRule, JoinRule, StepContext } from './rule-types.ts';
import { Searcher } from './search.ts';
import { objectsOf } from './target-objects.ts';
import { allOf, asked } from './step-requests.ts';
import { afterwards, walkTrail } from './trail.ts';
import type { Trail, TrailStep } from './trail.ts';
import { rangeText } from './version.ts';

export interface ProvedStep extends Omit<Step, 'evidence'> {
  readonly evidence: readonly Citation[];
}

export interface ProvedPath {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly certainty: Certainty;
  readonly hops: number;
  readonly steps: readonly ProvedStep[];
}

/** Hex digits of a path's id. */
const PATH_ID_LENGTH = 12;

/** What is known of one step before it is explained. */
interface Draft {
  readonly label: Label;
  readonly from: Named;
  readonly caller: Caller | undefined;
  readonly to: Named;
  /** Tier that folded edges after the step add (an account that is not in the input). */
  readonly foldTier: number;
  readonly edge: number;
}

/** How a path came to a step: the folded nodes before it, and the steps that must hold first. */
interface Way {
  readonly before: readonly number[];
  readonly tier: TierCode;
  readonly needs: readonly string[];
}

interface Proof {
  readonly grounds: Grounds;
  readonly allNeeds: readonly string[];
}

export class Prover {
  readonly #exposure: ExposureGraph;
  readonly #search: Searcher;
  /** Steps of the path at work, by technique and ends; a join counts each distinct step once. */
  #steps = new Map<string, ProvedStep>();

  constructor(exposure: ExposureGraph) {
    this.#exposure = exposure;
    this.#search = new Searcher(exposure.graph);
  }

  prove(from: string, to: string, trail: Trail, tier: TierCode): ProvedPath {
    this.#steps = new Map();
    this.#trail(trail, tier, []);
    const steps = [...this.#steps.values()];
    const worst = steps.reduce((rank, step) => Math.max(rank, CERTAINTIES.indexOf(step.certainty)), 0);
    const text = JSON.stringify([from, to, steps.map((step) => [step.technique, step.from, step.to])]);
    return {
      id: `p-${createHash('sha256').update(text).digest('hex').slice(0, PATH_ID_LENGTH)}`,
      from,
      to,
      certainty: CERTAINTIES[worst] as Certainty,
      hops: steps.length,
      steps,
    };
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
    const draft: Draft = {
      label: book.labels[graph.label[step.edge] as number] as Label,
      from: positionOf(this.#exposure, step.before),
      caller: callerOf(this.#exposure, step.before),
      to: positionOf(this.#exposure, next),
      foldTier: foldTierOf(this.#exposure, next),
      edge: step.edge,
    };
    const key = `${draft.label.technique.id}\0${draft.from.id}\0${draft.to.id}`;
    const known = this.#steps.get(key);
    if (known !== undefined) return known.id;
    const { grounds, allNeeds } = this.#grounds(draft, { before: step.before, tier, needs });
    const id = `s${this.#steps.size + 1}`;
    this.#steps.set(key, this.#explain(id, draft, grounds, allNeeds));
    return id;
  }

  #grounds(draft: Draft, way: Way): Proof {
    const { rule } = draft.label;
    if (rule.type === 'grant') return { grounds: this.#granted(draft, rule), allNeeds: way.needs };
    if (rule.type === 'relation')
      return { grounds: this.#relatedTo(rule.relation, draft.from, draft.to), allNeeds: way.needs };
    return this.#joined(draft, rule, way);
  }

  #granted(draft: Draft, rule: GrantRule): Grounds {
    const { allowed: last, ground } = this.#reached(draft, rule);
    const place = ground.namespace ?? draft.to.namespace;
    const others = rule.asks
      .slice(0, -1)
      .map((name) => this.#allowed(draft, name, { namespace: place, orAnywhere: true }));
    const evidence = [...others, last].flatMap((allowed) => allowed?.evidence ?? []);
    const { detail, doubts, evidence: shown = [], objects = objectsOf(this.#exposure.world, draft.to) } = ground;
    return {
      evidence: distinct([...evidence, ...shown]),
      objects,
      namespace: draft.to.namespace,
      ...(last && { request: last.request }),
      requests: [...others, last].flatMap((allowed) => asked(draft.caller, allowed)),
      ...(detail !== undefined && { detail }),
      ...(doubts !== undefined && { doubts }),
    };
  }

  /** The request of the rule's last ask, by the first way to the target that it is allowed for. */
  #reached(draft: Draft, rule: GrantRule): { allowed?: Allowed; ground: GainGround } {
    const ways = gainGrounds(this.#exposure.nodes, rule.gains, draft.to);
    for (const ground of ways) {
      const { namespace = draft.to.namespace, names = [] } = ground;
      const allowed = this.#allowed(draft, rule.asks.at(-1) ?? '', { namespace, names });
      if (allowed !== undefined) return { allowed, ground };
    }
    return { ground: ways.at(-1) ?? {} };
  }

  #allowed(draft: Draft, name: string, aim: Aim): Allowed | undefined {
    const ask = draft.label.technique.asks[name];
    if (ask === undefined || draft.caller === undefined) return undefined;
    return citeGrant(this.#exposure.world, draft.caller, ask, aim);
  }

  #relatedTo(relation: string, from: Named, to: Named): Grounds {
    const grounds = relationNamed(relation).cite(this.#exposure.world, { from: from.id, to: to.id });
    return grounds ?? { evidence: [], objects: objectsOf(this.#exposure.world, to), namespace: to.namespace };
  }

  #joined(draft: Draft, rule: JoinRule, { before, tier, needs }: Way): Proof {
    const source = before.at(-1) as number;
    const premises = this.#exposure.joinEdges.get(draft.edge)?.premises ?? [];
    const evidence: Citation[] = [];
    const requests: CallerRequest[] = [];
    const allNeeds = new Set<string>();
    const { namespace } = draft.to;
    let request: Allowed['request'] | undefined;
    let related: Grounds | undefined;
    premises.forEach((premise, index) => {
      const distance = this.#search.toward([premise], tier);
      const trail = afterwards(before, walkTrail(this.#exposure, source, distance, tier));
      for (const id of this.#trail(trail, tier, needs)) allNeeds.add(id);
      const held = rule.holds[index];
      const chain = trail.steps.length === 0 ? [...before, ...trail.after] : trail.after;
      if (held !== undefined && 'related' in held)
        related = this.#relatedTo(held.related, positionOf(this.#exposure, chain), draft.to);
      const ask = held !== undefined && 'can' in held ? draft.label.technique.asks[held.can] : undefined;
      const caller = callerOf(this.#exposure, chain);
      if (ask === undefined || caller === undefined) return;
      const allowed = citeGrant(this.#exposure.world, caller, ask, {
        namespace: namespace || scopeOf(this.#exposure, chain) || (related?.namespace ?? ''),
      });
      evidence.push(...(allowed?.evidence ?? []));
      requests.push(...asked(caller, allowed));
      request ??= allowed?.request;
    });
    const shown = related ?? { evidence: [], objects: objectsOf(this.#exposure.world, draft.to), namespace };
    const cited = distinct([...shown.evidence, ...evidence]);
    const grounds = { ...shown, evidence: cited, requests, ...(request && { request }) };
    return { grounds, allNeeds: [...allNeeds] };
  }

  #explain(id: string, draft: Draft, grounds: Grounds, needs: readonly string[]): ProvedStep {
    const { technique, rule, tier, versionOpen } = draft.label;
    const context: StepContext = {
      from: draft.from.id,
      to: draft.to.id,
      rule,
      ...grounds,
      facts: this.#exposure.world.facts,
    };
    const explained = technique.explain(context);
    const rank = Math.max(tier, draft.foldTier);
    const conditions: Condition[] = [...explained.conditions];
    if (versionOpen)
      conditions.push({ text: `the cluster runs ${rangeText(rule)}`, settledBy: '--kubernetes-version' });
    if (draft.foldTier > tier)
      conditions.push({
        text: `${draft.to.id} exists in the cluster; the input does not hold it`,
        settledBy: draft.to.id,
      });
    return {
      id,
      needs,
      technique: technique.id,
      from: draft.from.id,
      to: draft.to.id,
      ...(grounds.request && { request: grounds.request }),
      ...allOf(draft.from.id, grounds.requests),
      because: explained.because,
      certainty: CERTAINTIES[rank] as Certainty,
      conditions,
      evidence: distinct([...grounds.evidence, ...(explained.evidence ?? [])]),
    };
  }
}

type Grounds = Pick<StepContext, 'objects' | 'namespace' | 'request' | 'detail' | 'doubts'> & {
  readonly evidence: readonly Citation[];
  readonly requests?: readonly CallerRequest[];
};

function distinct(citations: readonly Citation[]): Citation[] {
  const seen = new Set<string>();
  return citations.filter(({ object, pointer }) => {
    const key = `${object.objectKind}\0${object.group}\0${object.namespace}\0${object.name}\0${pointer ?? ''}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
