// Answers a technique's questions for the rules of a role, once per role and question.
import type { EffectiveRules } from '../access/aggregation.ts';
import { ruleMatchesResource } from '../access/rule.ts';
import type { ResourceQuestion } from '../access/rule.ts';
import type { Ask } from './rule-types.ts';

/** What a set of rules grants of one ask within its scope: all objects, or those named. */
export interface Grants {
  readonly all: boolean;
  readonly names: ReadonlySet<string>;
}

/** `undefined` when the rules grant nothing of the ask. */
export function answer(rules: EffectiveRules, ask: Ask): Grants | undefined {
  return answerFor(rules, ask, questionsOf(ask));
}

/** Verbs whose plain requests carry no name in the URL. */
const NAMELESS: ReadonlySet<string> = new Set(['create', 'deletecollection']);

/** Does the verb's own request carry a name? Asked of `byVerb`. */
export function carriesName(verb: string): boolean {
  return !NAMELESS.has(verb);
}

function questionsOf({ verbs, group, resource, subresource }: Ask): readonly ResourceQuestion[] {
  return verbs.map((verb) => ({ verb, group, resource, ...(subresource !== undefined && { subresource }) }));
}

function answerFor(rules: EffectiveRules, ask: Ask, questions: readonly ResourceQuestion[]): Grants | undefined {
  let all = false;
  const names = new Set<string>();
  const byVerb = ask.names === 'byVerb';
  for (const { rule } of rules) {
    const listed = rule.resourceNames;
    const isMatch = (question: ResourceQuestion): boolean =>
      (!byVerb || listed.length === 0 || carriesName(question.verb)) && ruleMatchesResource(rule, question);
    if (!questions.some(isMatch)) continue;
    if (ask.names === 'absent') all ||= listed.length === 0;
    else if (ask.names === 'emptyString') all ||= listed.includes('');
    else if (listed.length === 0) all ||= byVerb || ask.names === 'carried';
    else for (const name of listed) if (name !== '') names.add(name);
  }
  return all || names.size > 0 ? { all, names } : undefined;
}

/** Answers kept per role: the same role always gives the same rules array. */
export class Answers {
  readonly #asks: readonly { readonly ask: Ask; readonly questions: readonly ResourceQuestion[] }[];
  readonly #known = new Map<EffectiveRules, readonly (Grants | undefined)[]>();

  constructor(asks: readonly Ask[]) {
    this.#asks = asks.map((ask) => ({ ask, questions: questionsOf(ask) }));
  }

  of(rules: EffectiveRules): readonly (Grants | undefined)[] {
    let known = this.#known.get(rules);
    if (known === undefined) {
      // Most roles name a few resources, and most asks are about others.
      const named = new Set(rules.flatMap(({ rule }) => rule.resources));
      known = this.#asks.map(({ ask, questions }) =>
        mayName(named, ask) ? answerFor(rules, ask, questions) : undefined,
      );
      this.#known.set(rules, known);
    }
    return known;
  }
}

/** False when no rule with these resources can be about the ask's; the forms are those of `ruleMatchesResource`. */
function mayName(resources: ReadonlySet<string>, { resource, subresource }: Ask): boolean {
  if (resources.has('*')) return true;
  if (subresource === undefined) return resources.has(resource);
  return resources.has(`${resource}/${subresource}`) || resources.has(`*/${subresource}`);
}
