// What the verifier knows of one technique: how certain it can be at best, when it holds, and how a step of it is re-derived.
import type { Certainty, PathStep } from '../path.ts';
import type { StepCase } from '../step-case.ts';

/** Kubernetes minor versions, inclusive. */
export interface Window {
  readonly since?: string;
  readonly until?: string;
}

export interface TechniqueRule {
  /** The best certainty that a step of this technique may claim; a function where it depends on the step. */
  readonly best: Certainty | ((step: StepCase) => Certainty);
  readonly window?: (step: PathStep) => Window;
  /** True when the step rests on things that several positions hold together. */
  readonly join?: true;
  /** True when the step is a relation between objects and makes no request of its own. */
  readonly relation?: true;
  /** True when a workload may start it without a request, because the API server sends to it. */
  readonly served?: true;
  /** Empty when the raw objects allow the step; otherwise what is wrong with it. */
  readonly check: (step: StepCase) => readonly string[];
}

export type RuleTable = Readonly<Record<string, TechniqueRule>>;

/** One problem when the condition does not hold. */
export function unless(holds: boolean, problem: string): readonly string[] {
  return holds ? [] : [problem];
}

/** The kind of position a step must end at. */
export function endsAt(step: StepCase, ...kinds: readonly string[]): readonly string[] {
  return unless(kinds.includes(step.to.kind), `ends at ${step.step.to}, expected ${kinds.join(' or ')}`);
}

/** The kind of position a step must start from. */
export function startsAt(step: StepCase, ...kinds: readonly string[]): readonly string[] {
  return unless(kinds.includes(step.from.kind), `starts at ${step.step.from}, expected ${kinds.join(' or ')}`);
}
