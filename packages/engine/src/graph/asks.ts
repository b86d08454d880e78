// Answers a technique's questions for the rules of a role, once per role and question.
import type { EffectiveRules } from '../access/aggregation.ts';
import { ruleMatchesResource } from '../access/rule.ts';
import type { Ask } from './rule-types.ts';

/** What a set of rules grants of one ask within its scope: all objects, or those named. */
export interface Grants {
  readonly all: boolean;
  readonly names: ReadonlySet<string>;
}

/** `undefined` when the rules grant nothing of the ask. */
export function answer(rules: EffectiveRules, ask: Ask): Grants | undefined {
  let all = false;
  const names = new Set<string>();
  for (const { rule } of rules) {
    if (!ask.verbs.some((verb) => ruleMatchesResource(rule, { ...ask, verb }))) continue;
    const listed = rule.resourceNames;
    if (ask.names === 'absent') all ||= listed.length === 0;
    else if (ask.names === 'emptyString') all ||= listed.includes('');
    else if (listed.length === 0) all ||= ask.names === 'carried';
    else for (const name of listed) if (name !== '') names.add(name);
  }
  return all || names.size > 0 ? { all, names } : undefined;
}

/** Answers kept per role: the same role always gives the same rules array. */
export class Answers {
  readonly #asks: readonly Ask[];
  readonly #known = new Map<EffectiveRules, readonly (Grants | undefined)[]>();

  constructor(asks: readonly Ask[]) {
    this.#asks = asks;
  }

  of(rules: EffectiveRules): readonly (Grants | undefined)[] {
    let known = this.#known.get(rules);
    if (known === undefined) {
      known = this.#asks.map((ask) => answer(rules, ask));
      this.#known.set(rules, known);
    }
    return known;
  }
}
