// What roles held together grant of an ask, by scope: each by itself, and two rights of one request that meet in a name.
import type { RoleFact } from '../facts/rbac.ts';
import { Answers } from './asks.ts';
import type { Grants } from './asks.ts';
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

export class HeldGrants {
  readonly #world: World;
  readonly #book: RuleBook;
  readonly #answers: Answers;

  constructor(world: World, book: RuleBook) {
    this.#world = world;
    this.#book = book;
    this.#answers = new Answers(book.asks);
  }

  /** Could the roles grant the ask in some scope? Of each role's answers, which are kept. */
  mayGrant(ask: number, roles: readonly RoleFact[]): boolean {
    return roles.some((role) => this.#answer(role, ask) !== undefined) || this.mayApply(ask, roles);
  }

  /** Could they create by name what a plain `create` is not granted for? */
  mayApply(ask: number, roles: readonly RoleFact[]): boolean {
    const applied = this.#book.applied.get(ask);
    if (applied === undefined) return false;
    const [create, patch] = applied;
    return (
      roles.some((role) => (this.#answer(role, create)?.names.size ?? 0) > 0) &&
      roles.some((role) => this.#answer(role, patch) !== undefined)
    );
  }

  /** What they grant of the ask, by scope. */
  granted(ask: number, held: readonly Held[]): Map<string, Grants> {
    const plain = this.#plain(ask, held);
    const applied = this.#book.applied.get(ask);
    const roles = held.map(({ role }) => role);
    if (applied === undefined || !this.mayApply(ask, roles)) return mergeScopes(plain);
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
    return this.#answers.of(this.#world.authorizer.roles.rulesOf(role))[ask];
  }
}
