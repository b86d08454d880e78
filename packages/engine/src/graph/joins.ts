// Rules that need several things at once: solved to a fixpoint as edges from whoever reaches all premises.
import { NodeKind, Tier, TIERS } from './graph.ts';
import type { Graph, TierCode } from './graph.ts';
import type { GrantEdges } from './grant-edges.ts';
import type { RuleBook } from './labels.ts';
import { EVERYWHERE } from './nodes.ts';
import type { Nodes } from './nodes.ts';
import { isRestricted } from './pod-security.ts';
import { relatedPremises } from './related-premises.ts';
import type { AccountName, JoinRule, Premise } from './rule-types.ts';
import { findHolders } from './holders.ts';
import type { GroundJoin } from './holders.ts';
import { Searcher } from './search.ts';

/** What an edge made by a join rests on. */
export interface JoinEdge {
  readonly premises: readonly number[];
}

const MAX_COST = 250;

/** Asks that some join's premises name. */
export function asksOfJoins(book: RuleBook): Set<number> {
  const asks = new Set<number>();
  for (const { technique, rule } of book.labels) {
    if (rule.type !== 'join') continue;
    for (const premise of rule.holds) if ('can' in premise) asks.add(book.askIndex(technique, premise.can));
  }
  return asks;
}

export class Joins {
  readonly edges = new Map<number, JoinEdge>();
  readonly #nodes: Nodes;
  readonly #book: RuleBook;
  readonly #grants: GrantEdges;
  readonly #met = new Map<string, number>();

  constructor(nodes: Nodes, book: RuleBook, grants: GrantEdges) {
    this.#nodes = nodes;
    this.#book = book;
    this.#grants = grants;
  }

  /** Adds edges until nothing new follows, the certain ones first, so that a better tier is never hidden by a worse one. */
  solve(): Graph {
    const joins = this.#ground();
    let graph = this.#nodes.builder.freeze();
    for (const tier of TIERS) {
      const open = joins.filter((join) => join.tier <= tier);
      while (open.length > 0 && this.#round(graph, open, tier)) graph = this.#nodes.builder.freeze();
    }
    return graph;
  }

  #round(graph: Graph, joins: readonly GroundJoin[], tier: TierCode): boolean {
    const search = new Searcher(graph);
    let added = false;
    for (const { node, join } of findHolders(graph, joins, tier)) {
      const cost = search.stepsTo(node, join.premises, tier) + 1;
      const edge = this.#nodes.builder.step(node, join.target, {
        label: join.label,
        tier,
        cost: Math.min(cost, MAX_COST),
      });
      this.edges.set(edge, { premises: join.premises });
      added = true;
    }
    return added;
  }

  #ground(): GroundJoin[] {
    return this.#book.labels.flatMap((label, index) => {
      if (label.rule.type !== 'join') return [];
      const { rule, technique } = label;
      const asks = rule.holds.map((premise) =>
        'can' in premise ? this.#book.askIndex(technique, premise.can) : undefined,
      );
      if (rule.holds.some((premise) => 'related' in premise))
        return this.#groundRelated(rule, asks).map((ground) => ({ ...ground, label: index, tier: label.tier }));
      return [...this.#scopes(rule, asks)].flatMap((scope) =>
        this.#groundIn(rule, asks, scope).map((ground) => ({ ...ground, label: index, tier: label.tier })),
      );
    });
  }

  /** Premises beside a related one may be held in any scope. */
  #groundRelated(rule: JoinRule, asks: readonly (number | undefined)[]): Omit<GroundJoin, 'label' | 'tier'>[] {
    const related = rule.holds.find((premise) => 'related' in premise);
    if (related === undefined) return [];
    return relatedPremises(this.#nodes, related.related).flatMap(({ holder, target }) => {
      const premises = rule.holds.map((premise, at) => {
        if (premise === related) return holder;
        const ask = asks[at];
        return ask === undefined ? this.#premise(premise, undefined, '') : this.#anyScope(ask);
      });
      return premises.includes(undefined) ? [] : [{ premises: premises as number[], target }];
    });
  }

  /** `''` and each namespace in which some premise is held there in particular. */
  #scopes(rule: JoinRule, asks: readonly (number | undefined)[]): Set<string> {
    const scopes = new Set(['']);
    for (const ask of asks) if (ask !== undefined) for (const scope of this.#grants.scopesOf(ask)) scopes.add(scope);
    if (
      rule.holds.some((premise) => 'reaches' in premise && premise.reaches !== 'anyNode') &&
      this.#isNamespaced(rule)
    ) {
      for (const namespace of this.#nodes.world.namespaces) scopes.add(namespace);
    }
    return scopes;
  }

  #isNamespaced(rule: JoinRule): boolean {
    return [
      'secret',
      'configMap',
      'claim',
      'serviceAccount',
      'token',
      'missingAccount',
      'pod',
      'podOf',
      'stores',
      'pending',
    ].includes(rule.gains.kind);
  }

  #groundIn(
    rule: JoinRule,
    asks: readonly (number | undefined)[],
    scope: string,
  ): Omit<GroundJoin, 'label' | 'tier'>[] {
    const premises = rule.holds.map((premise, at) => this.#premise(premise, asks[at], scope));
    if (premises.some((premise) => premise === undefined)) return [];
    const targets = this.#grants.gains.targets(rule.gains, scope, { all: true, names: new Set() });
    return targets.map(({ node }) => ({ premises: premises as number[], target: node }));
  }

  /** The node that stands for the premise in the scope; an ask held everywhere counts in each namespace. */
  #premise(premise: Premise, ask: number | undefined, scope: string): number | undefined {
    if (ask === undefined) {
      if ('reads' in premise) return this.#anySecret(premise.reads(this.#nodes.world.facts));
      if ('reaches' in premise && premise.reaches === 'anyNode') return this.#nodes.anyNode;
      if ('reaches' in premise && premise.reaches === 'secrets')
        return this.#nodes.hub('secret', scope === '' ? EVERYWHERE : scope);
      if ('reaches' in premise && premise.reaches === 'rootPodOf') return this.#anyRootPodOf();
      return scope === '' ? this.#anyPodOf() : this.#nodes.podOfNamespace(scope);
    }
    const clusterScoped = this.#book.asks[ask]?.clusterScoped === true;
    const wide = this.#grants.capability(ask, '');
    if (scope === '' || clusterScoped) return wide ?? (scope === '' ? this.#anyScope(ask) : undefined);
    const narrow = this.#grants.capability(ask, scope);
    if (narrow === undefined || wide === undefined) return narrow ?? wide;
    return this.#once(`${ask}\0${scope}`, () => this.#either(wide, narrow));
  }

  #once(key: string, make: () => number): number {
    const known = this.#met.get(key) ?? make();
    this.#met.set(key, known);
    return known;
  }

  #either(...members: readonly number[]): number {
    const { builder } = this.#nodes;
    const node = builder.node(NodeKind.hub, -1);
    for (const member of members) builder.fold(member, node, Tier.certain);
    return node;
  }

  /** For gains of the whole cluster, a namespaced premise may be held in any namespace. */
  #anyScope(ask: number): number | undefined {
    const members = this.#grants.scopesOf(ask).map((scope) => this.#grants.capability(ask, scope) as number);
    return members.length === 0 ? undefined : this.#once(`${ask}\0any`, () => this.#either(...members));
  }

  #anySecret(secrets: readonly AccountName[]): number | undefined {
    const members = secrets
      .map(({ namespace, name }) => this.#nodes.secretNamed(namespace, name))
      .filter((node) => node !== undefined);
    return members.length === 0
      ? undefined
      : this.#once(`secrets\0${members.join(',')}`, () => this.#either(...members));
  }

  /** Pods that may run as root: Pod Security refuses them at the level restricted only. */
  #anyRootPodOf(): number {
    const { world, podOf } = this.#nodes;
    return this.#once('rootPodOf', () =>
      this.#either(...podOf.filter((_, index) => !isRestricted(world, world.namespaces[index] as string))),
    );
  }

  #anyPodOf(): number {
    return this.#once('podOf', () => this.#either(...this.#nodes.podOf));
  }
}
