// Turns a trail into a path whose every step cites the objects that allow it.
import { createHash } from 'node:crypto';
import type { CallerRequest, Certainty, Condition, Step } from '../results/contract.ts';
import { citeGrant } from './cite-grant.ts';
import type { Aim, Allowed } from './cite-grant.ts';
import type { ExposureGraph } from './exposure-graph.ts';
import type { TierCode } from './graph.ts';
import { CERTAINTIES } from './labels.ts';
import { gainGrounds } from './gain-grounds.ts';
import type { GainGround } from './gain-ground.ts';
import { callerOf, positionOf, scopeOf } from './folded-way.ts';
import type { Named } from './names.ts';
import { Outliner } from './outline.ts';
import type { OutlinedStep } from './outline.ts';
import { relationNamed } from './relations/all.ts';
import type { Citation, GrantRule, JoinRule, StepContext } from './rule-types.ts';
import { objectsOf } from './target-objects.ts';
import { allOf, asked } from './step-requests.ts';
import type { Trail } from './trail.ts';
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

/** The ends of a path as they are named, and the trail between them. */
export interface Way {
  readonly from: string;
  readonly to: string;
  readonly trail: Trail;
  readonly tier: TierCode;
}

export class Prover {
  readonly #exposure: ExposureGraph;
  readonly #outliner: Outliner;

  constructor(exposure: ExposureGraph) {
    this.#exposure = exposure;
    this.#outliner = new Outliner(exposure);
  }

  prove({ from, to, trail, tier }: Way): ProvedPath {
    const outlined = this.#outliner.outline(trail, tier);
    const steps = outlined.map((step) => this.#explain(step, this.#grounds(step)));
    const worst = steps.reduce((rank, step) => Math.max(rank, CERTAINTIES.indexOf(step.certainty)), 0);
    return {
      id: pathId(from, to, outlined),
      from,
      to,
      certainty: CERTAINTIES[worst] as Certainty,
      hops: steps.length,
      steps,
    };
  }

  /** The id of the path that `prove` gives; it takes no proof. */
  idOf({ from, to, trail, tier }: Way): string {
    return pathId(from, to, this.#outliner.outline(trail, tier));
  }

  #grounds(step: OutlinedStep): Grounds {
    const { rule } = step.label;
    if (rule.type === 'grant') return this.#granted(step, rule);
    if (rule.type === 'relation') return this.#relatedTo(rule.relation, step.from, step.to);
    return this.#joined(step, rule);
  }

  #granted(step: OutlinedStep, rule: GrantRule): Grounds {
    const { allowed: last, ground } = this.#reached(step, rule);
    const place = ground.namespace ?? step.to.namespace;
    const others = rule.asks
      .slice(0, -1)
      .map((name) => this.#allowed(step, name, { namespace: place, orAnywhere: true }));
    const evidence = [...others, last].flatMap((allowed) => allowed?.evidence ?? []);
    const { detail, doubts, evidence: shown = [], objects = objectsOf(this.#exposure.world, step.to) } = ground;
    return {
      evidence: distinct([...evidence, ...shown]),
      objects,
      namespace: step.to.namespace,
      ...(last && { request: last.request }),
      requests: [...others, last].flatMap((allowed) => asked(step.caller, allowed)),
      ...(detail !== undefined && { detail }),
      ...(doubts !== undefined && { doubts }),
    };
  }

  /** The request of the rule's last ask, by the first way to the target that it is allowed for. */
  #reached(step: OutlinedStep, rule: GrantRule): { allowed?: Allowed; ground: GainGround } {
    const ways = gainGrounds(this.#exposure.nodes, rule.gains, step.to);
    for (const ground of ways) {
      const { namespace = step.to.namespace, names = [] } = ground;
      const allowed = this.#allowed(step, rule.asks.at(-1) ?? '', { namespace, names });
      if (allowed !== undefined) return { allowed, ground };
    }
    return { ground: ways.at(-1) ?? {} };
  }

  #allowed(step: OutlinedStep, name: string, aim: Aim): Allowed | undefined {
    const ask = step.label.technique.asks[name];
    if (ask === undefined || step.caller === undefined) return undefined;
    return citeGrant(this.#exposure.world, step.caller, ask, aim);
  }

  #relatedTo(relation: string, from: Named, to: Named): Grounds {
    const grounds = relationNamed(relation).cite(this.#exposure.world, { from: from.id, to: to.id });
    return grounds ?? { evidence: [], objects: objectsOf(this.#exposure.world, to), namespace: to.namespace };
  }

  #joined(step: OutlinedStep, rule: JoinRule): Grounds {
    const evidence: Citation[] = [];
    const requests: CallerRequest[] = [];
    const { namespace } = step.to;
    let request: Allowed['request'] | undefined;
    let related: Grounds | undefined;
    const [way] = gainGrounds(this.#exposure.nodes, rule.gains, step.to);
    const names = step.name === undefined ? (way?.names ?? []) : [step.name];
    step.premises.forEach((chain, index) => {
      const held = rule.holds[index];
      if (held !== undefined && 'related' in held)
        related = this.#relatedTo(held.related, positionOf(this.#exposure, chain), step.to);
      const ask = held !== undefined && 'can' in held ? step.label.technique.asks[held.can] : undefined;
      const caller = callerOf(this.#exposure, chain);
      if (ask === undefined || caller === undefined) return;
      const isSame = held !== undefined && 'can' in held && held.same === true;
      const allowed = citeGrant(this.#exposure.world, caller, ask, {
        namespace: namespace || scopeOf(this.#exposure, chain) || (related?.namespace ?? ''),
        ...(isSame && { names }),
      });
      evidence.push(...(allowed?.evidence ?? []));
      requests.push(...asked(caller, allowed));
      request ??= allowed?.request;
    });
    const shown = related ?? { evidence: [], objects: objectsOf(this.#exposure.world, step.to), namespace };
    const cited = distinct([...shown.evidence, ...evidence]);
    return { ...shown, evidence: cited, requests, ...(request && { request }) };
  }

  #explain(step: OutlinedStep, grounds: Grounds): ProvedStep {
    const { technique, rule, tier, versionOpen } = step.label;
    const context: StepContext = {
      from: step.from.id,
      to: step.to.id,
      rule,
      ...grounds,
      facts: this.#exposure.world.facts,
    };
    const explained = technique.explain(context);
    const rank = Math.max(tier, step.targetTier);
    const conditions: Condition[] = [...explained.conditions];
    if (versionOpen)
      conditions.push({ text: `the cluster runs ${rangeText(rule)}`, settledBy: '--kubernetes-version' });
    if (step.targetTier > tier)
      conditions.push({
        text: `${step.to.id} exists in the cluster; the input does not hold it`,
        settledBy: step.to.id,
      });
    return {
      id: step.id,
      needs: step.needs,
      technique: technique.id,
      from: step.from.id,
      to: step.to.id,
      ...(grounds.request && { request: grounds.request }),
      ...allOf(step.from.id, grounds.requests),
      because: explained.because,
      certainty: CERTAINTIES[rank] as Certainty,
      conditions,
      evidence: distinct([...grounds.evidence, ...(explained.evidence ?? [])]),
    };
  }
}

function pathId(from: string, to: string, steps: readonly OutlinedStep[]): string {
  const text = JSON.stringify([from, to, steps.map((step) => [step.label.technique.id, step.from.id, step.to.id])]);
  return `p-${createHash('sha256').update(text).digest('hex').slice(0, PATH_ID_LENGTH)}`;
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
