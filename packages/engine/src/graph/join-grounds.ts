// Puts joins on concrete nodes: each scope for itself, and each name where all premises must be about one object.
import type { Gains } from './gains.ts';
import { NodeKind, Tier } from './graph.ts';
import type { GrantEdges } from './grant-edges.ts';
import type { GroundJoin } from './holders.ts';
import type { Label, RuleBook } from './labels.ts';
import { EVERYWHERE } from './nodes.ts';
import type { Nodes } from './nodes.ts';
import { isRestricted } from './pod-security.ts';
import { relatedPremises } from './related-premises.ts';
import type { AccountName, Gain, JoinRule, Premise } from './rule-types.ts';

/** A premise with the index of its ask, where it has one. */
interface Asked {
  readonly premise: Premise;
  readonly ask: number | undefined;
  readonly same: boolean;
}

/** Where a join is grounded; without `name`, for any object there. */
interface Place {
  readonly scope: string;
  readonly name?: string;
}

type Ground = Pick<GroundJoin, 'premises' | 'target' | 'name'>;

/** Gains in the namespace that the premises share; all others are of the whole cluster wherever the premises are held. */
const NAMESPACED: ReadonlySet<Gain['kind']> = new Set([
  'secret',
  'configMap',
  'claim',
  'serviceAccount',
  'token',
  'missingAccount',
  'pod',
  'podOf',
  'copies',
  'credentials',
  'stores',
  'pending',
]);

export class JoinGrounds {
  readonly #nodes: Nodes;
  readonly #book: RuleBook;
  readonly #grants: GrantEdges;
  readonly #gains: Gains;
  readonly #met = new Map<string, number>();

  constructor(nodes: Nodes, book: RuleBook, grants: GrantEdges) {
    this.#nodes = nodes;
    this.#book = book;
    this.#grants = grants;
    this.#gains = grants.gains;
  }

  all(): GroundJoin[] {
    return this.#book.labels.flatMap((label, index) =>
      label.rule.type === 'join'
        ? this.#of(label, label.rule).map((ground) => ({ ...ground, label: index, tier: label.tier }))
        : [],
    );
  }

  #of({ technique }: Label, rule: JoinRule): Ground[] {
    const asked = rule.holds.map((premise): Asked => ({
      premise,
      ask: 'can' in premise ? this.#book.askIndex(technique, premise.can) : undefined,
      same: 'can' in premise && premise.same === true,
    }));
    if (rule.holds.some((premise) => 'related' in premise)) return this.#related(asked);
    return [...this.#scopes(rule, asked)].flatMap((scope) => [
      ...this.#in(rule, asked, { scope }),
      ...[...this.#names(asked, scope)].flatMap((name) => this.#in(rule, asked, { scope, name })),
    ]);
  }

  /** Premises beside a related one may be held in any scope. */
  #related(asked: readonly Asked[]): Ground[] {
    const related = asked.map(({ premise }) => premise).find((premise) => 'related' in premise);
    if (related === undefined) return [];
    return relatedPremises(this.#nodes, related.related).flatMap(({ holder, target }) => {
      const premises = asked.map((one) => {
        if (one.premise === related) return holder;
        return one.ask === undefined ? this.#state(one.premise, '', false) : this.#anyScope(one.ask);
      });
      return premises.includes(undefined) ? [] : [{ premises: premises as number[], target }];
    });
  }

  /** `''` and each namespace in which some premise is held there in particular. */
  #scopes(rule: JoinRule, asked: readonly Asked[]): Set<string> {
    const scopes = new Set(['']);
    for (const { ask } of asked)
      if (ask !== undefined) for (const scope of this.#grants.capabilities.scopesOf(ask)) scopes.add(scope);
    const sharesNamespace = rule.holds.some((premise) => 'reaches' in premise && premise.reaches !== 'anyNode');
    if (sharesNamespace && NAMESPACED.has(rule.gains.kind))
      for (const namespace of this.#nodes.world.namespaces) scopes.add(namespace);
    return scopes;
  }

  /** Names that some premise which counts them is granted for, in the scope or everywhere. */
  #names(asked: readonly Asked[], scope: string): Set<string> {
    const names = new Set<string>();
    for (const { ask, same } of asked) {
      if (ask === undefined || !same) continue;
      for (const place of new Set(['', scope]))
        for (const name of this.#grants.capabilities.namesOf(ask, place)) names.add(name);
    }
    return names;
  }

  #in(rule: JoinRule, asked: readonly Asked[], { scope, name }: Place): Ground[] {
    const isShared = NAMESPACED.has(rule.gains.kind);
    const premises = asked.map(({ premise, ask, same }) => {
      if (ask === undefined) return this.#state(premise, scope, isShared);
      return same ? this.#forName(ask, scope, name) : this.#some(ask, scope);
    });
    if (premises.includes(undefined)) return [];
    const granted =
      name === undefined ? { all: true, names: new Set<string>() } : { all: false, names: new Set([name]) };
    return this.#gains.targets(rule.gains, scope, granted).map(({ node }) => ({
      premises: premises as number[],
      target: node,
      ...(name !== undefined && { name }),
    }));
  }

  /** What is held everywhere counts in each namespace, never the other way round. */
  #places(ask: number, scope: string): readonly string[] {
    return scope === '' || this.#book.asks[ask]?.clusterScoped === true ? [''] : ['', scope];
  }

  #some(ask: number, scope: string): number | undefined {
    const members = this.#places(ask, scope).map((place) => this.#grants.capabilities.some(ask, place));
    return this.#either(members.filter((node) => node !== undefined));
  }

  #forName(ask: number, scope: string, name: string | undefined): number | undefined {
    return this.#either(
      this.#places(ask, scope).flatMap((place) => this.#grants.capabilities.forName(ask, place, name)),
    );
  }

  #anyScope(ask: number): number | undefined {
    const { capabilities } = this.#grants;
    return this.#either(capabilities.scopesOf(ask).map((scope) => capabilities.some(ask, scope) as number));
  }

  /** The node of a premise that is no ask. A pod of some namespace is enough for what is of the whole cluster (not `isShared`). */
  #state(premise: Premise, scope: string, isShared: boolean): number | undefined {
    if ('reads' in premise) return this.#anySecret(premise.reads(this.#nodes.world.facts));
    if (!('reaches' in premise)) return undefined;
    switch (premise.reaches) {
      case 'anyNode':
        return this.#nodes.anyNode;
      case 'secrets':
        return this.#nodes.hub('secret', scope === '' ? EVERYWHERE : scope);
      case 'rootPodOf':
        return this.#anyRootPodOf();
      case 'podOf':
        if (scope !== '') return this.#nodes.podOfNamespace(scope);
        return isShared ? this.#nodes.hub('podOf', EVERYWHERE) : this.#either(this.#nodes.podOf);
    }
  }

  /** A node that whoever reaches one of the members reaches; of one member, that one. */
  #either(members: readonly number[]): number | undefined {
    if (members.length < 2) return members[0];
    const key = members.join(',');
    let node = this.#met.get(key);
    if (node === undefined) {
      node = this.#nodes.builder.node(NodeKind.hub, -1);
      this.#met.set(key, node);
      for (const member of members) this.#nodes.builder.fold(member, node, Tier.certain);
    }
    return node;
  }

  #anySecret(secrets: readonly AccountName[]): number | undefined {
    return this.#either(
      secrets
        .map(({ namespace, name }) => this.#nodes.secretNamed(namespace, name))
        .filter((node) => node !== undefined),
    );
  }

  /** Pods that may run as root: Pod Security refuses them at the level restricted only. */
  #anyRootPodOf(): number | undefined {
    const { world, podOf } = this.#nodes;
    return this.#either(podOf.filter((_, index) => !isRestricted(world, world.namespaces[index] as string)));
  }
}
