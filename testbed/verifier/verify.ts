// Re-derives a path from raw objects alone: its chain, its certainty, its evidence, and each step by its technique's rule.
import { bootstrapPolicy } from './bootstrap-policy.ts';
import { Cluster, flatten } from './cluster.ts';
import { callerOf, isRole } from './identities.ts';
import { CERTAINTIES } from './path.ts';
import type { Certainty, Path, PathStep } from './path.ts';
import { isRaw, resolves } from './raw.ts';
import { rules } from './rules/all.ts';
import type { TechniqueRule, Window } from './rules/rule.ts';
import { StepCase } from './step-case.ts';

export interface Verdict {
  readonly ok: boolean;
  /** What is wrong, each with the step that it is wrong in. */
  readonly problems: readonly string[];
}

/** Checks one path against the raw objects of the input; `version` is `major.minor`, or empty when it is not known. */
export function verify(rawObjects: readonly unknown[], path: Path, version = ''): Verdict {
  return verifyIn(new Cluster(flatten(rawObjects), bootstrapPolicy(version), version), path);
}

/** The same for many paths of one cluster. */
export function verifyIn(cluster: Cluster, path: Path): Verdict {
  const problems = [
    ...chainProblems(path),
    ...path.steps.flatMap((step) =>
      stepProblems(cluster, path, step).map((problem) => `${step.id} ${step.technique}: ${problem}`),
    ),
  ];
  return { ok: problems.length === 0, problems };
}

function chainProblems(path: Path): string[] {
  const problems: string[] = [];
  const last = path.steps.at(-1);
  if (last === undefined) return ['has no steps'];
  if (last.to !== path.to) problems.push(`ends at ${last.to}, not at ${path.to}`);
  if (path.hops !== path.steps.length) problems.push(`says ${path.hops} hops and has ${path.steps.length} steps`);
  const worst = Math.max(...path.steps.map((step) => CERTAINTIES.indexOf(step.certainty)));
  if (path.certainty !== CERTAINTIES[worst])
    problems.push(`says ${path.certainty}, its weakest step ${CERTAINTIES[worst]}`);
  const known = new Map<string, PathStep>();
  for (const step of path.steps) {
    problems.push(...linkProblems(path, step, known));
    known.set(step.id, step);
  }
  const needed = new Set(path.steps.flatMap((step) => step.needs));
  for (const step of path.steps) if (step !== last && !needed.has(step.id)) problems.push(`${step.id} leads nowhere`);
  return problems;
}

function linkProblems(path: Path, step: PathStep, known: ReadonlyMap<string, PathStep>): string[] {
  if (known.has(step.id)) return [`${step.id} stands twice`];
  const missing = step.needs.filter((need) => !known.has(need));
  if (missing.length > 0) return [`${step.id} needs ${missing.join(', ')}, which does not stand before it`];
  const arrives =
    step.needs.some((need) => known.get(need)?.to === step.from) ||
    step.from === path.from ||
    (step.needs.length > 0 && path.steps.some((other) => other.to === step.from && known.has(other.id)));
  return arrives ? [] : [`${step.id} starts at ${step.from}, where nothing has arrived`];
}

function stepProblems(cluster: Cluster, path: Path, step: PathStep): readonly string[] {
  const rule = rules[step.technique];
  if (rule === undefined) return ['the verifier has no rule for this technique'];
  const place = new StepCase(cluster, path, step, rule.join === true);
  return [
    ...rule.check(place),
    ...requestProblems(place, rule),
    ...evidenceProblems(cluster, step, place),
    ...certaintyProblems(step, typeof rule.best === 'function' ? rule.best(place) : rule.best),
    ...windowProblems(cluster.version, step, rule.window?.(step) ?? {}),
  ];
}

function requestProblems(place: StepCase, rule: TechniqueRule): readonly string[] {
  const acts = callerOf(place.step.from) !== undefined || isRole(place.step.from);
  const isFree = rule.relation === true || rule.join === true;
  if (place.request === undefined) {
    if (isFree || place.isMaster || (!acts && rule.served === true)) return [];
    return [acts ? 'cites no request' : `${place.step.from} makes no requests`];
  }
  if (!acts && !isFree) return [`${place.step.from} makes no requests`];
  return place.requestAllowed() ? [] : [`the raw objects do not allow ${JSON.stringify(place.request)}`];
}

function evidenceProblems(cluster: Cluster, step: PathStep, place: StepCase): readonly string[] {
  if (step.evidence.length === 0) return place.isMaster ? [] : ['cites nothing'];
  return step.evidence.flatMap(({ object, pointer }) => {
    // The raw objects do not say which file they are from; of those without a name, findings alone are cited.
    const cited = object.startsWith('file:') ? cluster.all('detect') : [cluster.find(object)].filter(isRaw);
    if (cited.length === 0) return [`cites ${object}, which is not in the input`];
    return cited.some((raw) => resolves(raw, pointer ?? ''))
      ? []
      : [`cites ${pointer} of ${object}, which leads nowhere`];
  });
}

function certaintyProblems(step: PathStep, best: Certainty): readonly string[] {
  const problems =
    CERTAINTIES.indexOf(step.certainty) < CERTAINTIES.indexOf(best)
      ? [`says ${step.certainty}, can be ${best} at best`]
      : [];
  if (step.certainty === 'certain' && step.conditions.length > 0)
    return [...problems, 'is certain and names conditions'];
  return step.certainty !== 'certain' && step.conditions.length === 0
    ? [...problems, `is ${step.certainty} and names no condition`]
    : problems;
}

function windowProblems(version: string, step: PathStep, { since, until }: Window): readonly string[] {
  if (since === undefined && until === undefined) return [];
  if (version === '')
    return step.certainty === 'certain' ? ['depends on a version that is not known, and says certain'] : [];
  const minor = minorOf(version);
  const outside = (since !== undefined && minor < minorOf(since)) || (until !== undefined && minor > minorOf(until));
  return outside ? [`does not hold in ${version}`] : [];
}

const minorOf = (version: string): number => Number(version.split('.')[1]);
