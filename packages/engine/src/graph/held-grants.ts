// What roles held together grant of an ask, by scope: each by itself, and two rights of one request that meet in a name.
import type { RoleFact } from '../facts/rbac.ts';
import type { Answers, Grants } from './asks.ts';
import { conjoin } from './conjoin.ts';
import type { RuleBook } from './labels.ts';
import type { Ask } from './rule-types.ts';
import { inScope, mergeScopes } from './scopes.ts';
import type { Scoped } from './scopes.ts';
import type { World } from './world.ts';

/** A role in a scope, as a part of what a principal holds. */
export interface Held {
  readonly role: RoleFact;
  readonly scope: string;
}

const NONE: ReadonlySet<number> = new Set();

export class HeldGrants {
  readonly #world: World;
  readonly #book: RuleBook;
  readonly #answers: Answers;
  readonly #named = new Map<RoleFact, readonly number[]>();

  constructor(world: World, book: RuleBook, answers: Answers) {
    this.#world = world;
    this.#book = book;
    this.#answers = answers;
  }

  /** Does some of the roles answer the ask by itself? */
  answers(ask: number, roles: readonly RoleFact[]): boolean {
    return roles.some((role) => this.#answer(role, ask) !== undefined);
  }

  /** Asks whose objects the roles may create by name, though a plain `create` is not granted: of nearly all roles, none. */
  applied(roles: readonly RoleFact[]): ReadonlySet<number> {
    const asks = new Set<number>();
    for (const role of roles)
      for (const ask of this.#creates(role)) {
        const patch = this.#book.applied.get(ask)?.[1];
        if (patch !== undefined && roles.some((other) => this.#answer(other, patch) !== undefined)) asks.add(ask);
      }
    return asks.size === 0 ? NONE : asks;
  }

  /** Asks that the role grants `create` of by name. */
  #creates(role: RoleFact): readonly number[] {
    let asks = this.#named.get(role);
    if (asks === undefined) {
      asks = [...this.#book.applied]
        .filter(([, [create]]) => (this.#answer(role, create)?.names.size ?? 0) > 0)
        .map(([ask]) => ask);
      this.#named.set(role, asks);
    }
    return asks;
  }

  /** What they grant of the ask, by scope. */
  granted(ask: number, held: readonly Held[]): Map<string, Grants> {
    const plain = this.#plain(ask, held);
    const applied = this.#book.applied.get(ask);
    if (applied === undefined || !this.applied(held.map(({ role }) => role)).has(ask)) return mergeScopes(plain);
    const parts = applied.map((part) => mergeScopes(this.#plain(part, held)));
    if (parts.some((part) => part.size === 0)) return mergeScopes(plain);
    const clusterScoped = this.#book.asks[ask]?.clusterScoped === true;
    return mergeScopes([...plain, ...conjoin(parts, [clusterScoped, clusterScoped], true)]);
  }

  #plain(ask: number, held: readonly Held[]): Scoped[] {
    return held.flatMap(({ role, scope }) => {
      const answer = this.#answer(role, ask);
      return answer === undefined ? [] : inScope(answer, this.#book.asks[ask] as Ask, scope, this.#world);
    });
  }

  #answer(role: RoleFact, ask: number): Grants | undefined {
    return this.#answers.of(role)[ask];
  }
}
