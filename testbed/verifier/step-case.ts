// One step in its place: what it claims, who acts in it, and what these may do by the raw objects alone.
import { splitId } from './cluster.ts';
import type { Cluster } from './cluster.ts';
import { callerOf, isRole } from './identities.ts';
import { requestName } from './path.ts';
import type { Path, PathRequest, PathStep } from './path.ts';
import { holdingAllows, holdings, namesAllowed } from './rbac.ts';
import type { Holding, Question } from './rbac.ts';

/** A question with what is usual left out: core group, no subresource, no name. */
export interface AskShort {
  readonly verbs: readonly string[];
  readonly resource: string;
  readonly group?: string;
  readonly subresource?: string;
  /** Empty for cluster scope. */
  readonly namespace?: string;
  readonly name?: string;
}

export class StepCase {
  readonly cluster: Cluster;
  readonly step: PathStep;
  /** Every step that this one rests on, directly or not. */
  readonly before: readonly PathStep[];
  readonly to: ReturnType<typeof splitId>;
  readonly from: ReturnType<typeof splitId>;
  readonly #held: readonly Holding[];
  readonly #isMaster: boolean;

  constructor(cluster: Cluster, path: Path, step: PathStep, isJoin: boolean) {
    this.cluster = cluster;
    this.step = step;
    this.before = ancestors(path, step);
    this.to = splitId(step.to);
    this.from = splitId(step.from);
    const acts = (id: string): boolean => callerOf(id) !== undefined || isRole(id);
    const others = isJoin || !acts(step.from) ? [path.from, ...this.before.flatMap(({ from, to }) => [from, to])] : [];
    const actors = new Set([step.from, ...others].filter(acts));
    this.#held = [...actors].flatMap((id) => this.#holdingsOf(id));
    this.#isMaster = actors.has('group:system:masters');
  }

  get request(): PathRequest | undefined {
    return this.step.request;
  }

  get isMaster(): boolean {
    return this.#isMaster;
  }

  /** Some actor may make the request with one of the verbs. */
  can(ask: AskShort): boolean {
    return (
      this.#isMaster ||
      ask.verbs.some((verb) => this.#held.some((holding) => holdingAllows(this.cluster, holding, question(ask, verb))))
    );
  }

  /** Some actor may make the request for some name, listed or any. */
  canSome(ask: AskShort): boolean {
    return (
      this.#isMaster ||
      ask.verbs.some((verb) => {
        const { any, names } = namesAllowed(this.cluster, this.#held, question(ask, verb));
        return any || names.size > 0;
      })
    );
  }

  namesOf(ask: AskShort): ReadonlySet<string> {
    return new Set(ask.verbs.flatMap((verb) => [...namesAllowed(this.cluster, this.#held, question(ask, verb)).names]));
  }

  /** The step's own request, asked of the raw objects. */
  requestAllowed(): boolean {
    const request = this.request;
    return request !== undefined && this.can({ ...request, verbs: [request.verb], name: requestName(request) });
  }

  #holdingsOf(id: string): Holding[] {
    const caller = callerOf(id);
    if (caller !== undefined) return holdings(this.cluster, caller);
    const role = this.cluster.find(id);
    if (role === undefined) return [];
    const gain = this.before.findLast(({ to }) => to === id);
    return [{ role, scope: gain?.request?.namespace ?? '' }];
  }
}

function question(ask: AskShort, verb: string): Question {
  return {
    verb,
    group: ask.group ?? '',
    resource: ask.resource,
    subresource: ask.subresource ?? '',
    namespace: ask.namespace ?? '',
    name: ask.name ?? '',
  };
}

function ancestors(path: Path, step: PathStep): PathStep[] {
  const wanted = new Set(step.needs);
  const found: PathStep[] = [];
  for (const candidate of path.steps.toReversed()) {
    if (!wanted.has(candidate.id)) continue;
    found.unshift(candidate);
    for (const need of candidate.needs) wanted.add(need);
  }
  return found;
}
