// Answers a technique's questions for the rules of a role, once per role and question.
import type { RoleFact } from '../facts/rbac.ts';
import type { EffectiveRules, RoleResolver } from '../access/aggregation.ts';
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
  // Most roles answer most asks with nothing, so the set is made for the first name.
  let names: Set<string> | undefined;
  const byVerb = ask.names === 'byVerb';
  for (const { rule } of rules) {
    const listed = rule.resourceNames;
    const isMatch = (question: ResourceQuestion): boolean =>
      (!byVerb || listed.length === 0 || carriesName(question.verb)) && ruleMatchesResource(rule, question);
    if (!questions.some(isMatch)) continue;
    if (ask.names === 'absent') all ||= listed.length === 0;
    else if (ask.names === 'emptyString') all ||= listed.includes('');
    else if (listed.length === 0) all ||= byVerb || ask.names === 'carried';
    else for (const name of listed) if (name !== '') (names ??= new Set()).add(name);
  }
  return all || names !== undefined ? { all, names: names ?? NO_NAMES } : undefined;
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** The forms in which a rule names an ask's resource, a whole `*` left out; see `ruleMatchesResource`. */
function namesOf({ resource, subresource }: Ask): readonly string[] {
  return subresource === undefined ? [resource] : [`${resource}/${subresource}`, `*/${subresource}`];
}

/** An ask with the questions it stands for. */
interface Asked {
  readonly ask: Ask;
  readonly questions: readonly ResourceQuestion[];
}

/** Answers of roles to all asks, each role's found once. */
export class Answers {
  readonly #asks: readonly Asked[];
  readonly #roles: RoleResolver;
  /** By a role's rules, which are the same array wherever they are the same. */
  readonly #known: Map<EffectiveRules, readonly (Grants | undefined)[]>;
  /** Most roles name a few resources, and most asks are about others: asks by what a rule about them names. */
  readonly #byName = new Map<string, number[]>();

  /** `other` may know the roles of other facts; what it has answered counts here too, where it was asked the same. */
  constructor(asks: readonly Ask[], roles: RoleResolver, other?: Answers) {
    this.#roles = roles;
    this.#known = other?.isAskedFor(asks) === true ? other.#known : new Map();
    this.#asks = asks.map((ask) => ({ ask, questions: questionsOf(ask) }));
    asks.forEach((ask, index) => {
      for (const name of namesOf(ask)) {
        const list = this.#byName.get(name);
        if (list === undefined) this.#byName.set(name, [index]);
        else list.push(index);
      }
    });
  }

  /** By the asks' indexes. */
  of(role: RoleFact): readonly (Grants | undefined)[] {
    const rules = this.#roles.rulesOf(role);
    let known = this.#known.get(rules);
    if (known === undefined) {
      known = this.#answer(rules);
      this.#known.set(rules, known);
    }
    return known;
  }

  /** Asks made for one input (custom kinds that hold Secrets, for example) are never those of another. */
  isAskedFor(asks: readonly Ask[]): boolean {
    return asks.length === this.#asks.length && asks.every((ask, index) => ask === this.#asks[index]?.ask);
  }

  #answer(rules: EffectiveRules): readonly (Grants | undefined)[] {
    const answers: (Grants | undefined)[] = this.#asks.map(() => undefined);
    for (const index of this.#about(rules)) {
      const { ask, questions } = this.#asks[index] as Asked;
      answers[index] = answerFor(rules, ask, questions);
    }
    return answers;
  }

  /** Indexes of the asks that some rule may be about. */
  #about(rules: EffectiveRules): Iterable<number> {
    const named = new Set(rules.flatMap(({ rule }) => rule.resources));
    if (named.has('*')) return this.#asks.keys();
    return new Set([...named].flatMap((name) => this.#byName.get(name) ?? []));
  }
}
