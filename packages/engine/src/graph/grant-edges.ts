// Edges from what RBAC grants: principals to roles in scopes, and from there, by the techniques' grant rules, to what they give.
import type { RoleFact } from '../facts/rbac.ts';
import type { Grant } from '../access/grants.ts';
import { userOf } from '../access/user.ts';
import type { Answers, Grants } from './asks.ts';
import { conjoin, grantedIn } from './conjoin.ts';
import { Gains } from './gains.ts';
import { NodeKind, Tier } from './graph.ts';
import type { Label, RuleBook } from './labels.ts';
import { isShipped } from './shipped.ts';
import type { Nodes } from './nodes.ts';
import type { GrantRule } from './rule-types.ts';
import { inScope, mergeScopes } from './scopes.ts';

interface GrantLabel {
  readonly index: number;
  readonly label: Label;
  readonly rule: GrantRule;
}

/** What a principal's roles together became; no bundle where there is one. */
interface Bundled {
  readonly bundle?: number;
  readonly custom: number;
}

/** A part of what a principal holds. */
interface Held {
  readonly role: RoleFact;
  readonly scope: string;
}

export class GrantEdges {
  readonly #nodes: Nodes;
  readonly #book: RuleBook;
  readonly #answers: Answers;
  readonly #gains: Gains;
  readonly #labels: readonly GrantLabel[];
  /** Those of several asks, which different roles of one principal may answer. */
  readonly #labelsOfSeveral: readonly GrantLabel[];
  readonly #joinAsks: ReadonlySet<number>;
  /** Capability nodes of joins' asks, by scope. */
  readonly #capabilities = new Map<number, Map<string, number>>();
  readonly #pending: Held[] = [];
  readonly #roleLabels = new Map<RoleFact, readonly GrantLabel[]>();

  constructor(nodes: Nodes, book: RuleBook, answers: Answers, joinAsks: ReadonlySet<number>) {
    this.#nodes = nodes;
    this.#book = book;
    this.#answers = answers;
    this.#gains = new Gains(nodes, (role, namespace) => this.#roleNode(role, namespace));
    this.#labels = book.labels.flatMap((label, index) =>
      label.rule.type === 'grant' ? [{ index, label, rule: label.rule }] : [],
    );
    this.#labelsOfSeveral = this.#labels.filter(({ label }) => label.asks.length > 1);
    this.#joinAsks = joinAsks;
  }

  get gains(): Gains {
    return this.#gains;
  }

  /** Capability node of a join's ask in a scope; empty scope for everywhere. */
  capability(ask: number, scope: string): number | undefined {
    return this.#capabilities.get(ask)?.get(scope);
  }

  /** Scopes in which someone holds the ask. */
  scopesOf(ask: number): string[] {
    return [...(this.#capabilities.get(ask)?.keys() ?? [])];
  }

  build(): void {
    this.#memberships();
    this.#principals();
    this.#drain();
  }

  #memberships(): void {
    const { authorizer } = this.#nodes.world;
    for (const group of authorizer.boundGroups)
      this.#bind(this.#nodes.membership(group), authorizer.grantsOfGroup(group));
  }

  #principals(): void {
    const { world, builder } = this.#nodes;
    const bundles = new Map<string, number>();
    const shared = new Map<string, Bundled>();
    world.principals.forEach((principal, index) => {
      const user = userOf(principal.id);
      if (user === undefined) return;
      const node = this.#nodes.identity[index] as number;
      const own = world.authorizer.grantsOfUserName(user.name);
      const groups = user.groups.filter((group) => this.#nodes.hasMembership(group));
      this.#bind(node, own);
      for (const group of groups) builder.fold(node, this.#nodes.membership(group));
      // Most accounts hold nothing of their own: whoever is in the same groups has the same bundle.
      const key = own.length === 0 ? groups.join('\0') : undefined;
      const known = key === undefined ? undefined : shared.get(key);
      if (known !== undefined) {
        if (known.bundle !== undefined) builder.fold(node, known.bundle, Tier.certain, known.custom);
        return;
      }
      const bundled = this.#bundle(node, world.authorizer.bindingsOf(user), bundles);
      if (key !== undefined) shared.set(key, bundled);
    });
    const masters = this.#nodes.identityOf('group:system:masters');
    const root = world.authorizer.roles.find('ClusterRole', '', 'cluster-admin');
    if (masters !== undefined && root !== undefined) builder.fold(masters, this.#roleNode(root, ''));
  }

  #bind(node: number, grants: readonly Grant[]): void {
    const custom = new Map<number, number>();
    for (const grant of grants) {
      const target = this.#roleNode(grant.role, grant.scope);
      custom.set(target, Math.min(custom.get(target) ?? 1, isShipped(grant) ? 0 : 1));
    }
    for (const [target, flag] of custom) this.#nodes.builder.fold(node, target, Tier.certain, flag);
  }

  #roleNode(role: RoleFact, scope: string): number {
    const { node, isNew } = this.#nodes.grant(role, scope);
    if (isNew) this.#pending.push({ role, scope });
    return node;
  }

  /** New roles become known while edges are made (a role that may be bound); each is worked through once. */
  #drain(): void {
    for (let held = this.#pending.pop(); held !== undefined; held = this.#pending.pop()) {
      const { node } = this.#nodes.grant(held.role, held.scope);
      for (const entry of this.#labelsOf(held.role)) this.#edges(node, entry, [held]);
      this.#capabilitiesOf(node, held);
    }
  }

  /** The rules all of whose asks the role answers somewhere: few of them, and the same in every scope. */
  #labelsOf(role: RoleFact): readonly GrantLabel[] {
    let found = this.#roleLabels.get(role);
    if (found === undefined) {
      const answers = this.#answers.of(role);
      const isAnswered = (ask: number): boolean => answers[ask] !== undefined;
      found = this.#labels.filter(({ label }) => label.asks.every(isAnswered));
      this.#roleLabels.set(role, found);
    }
    return found;
  }

  #capabilitiesOf(node: number, held: Held): void {
    for (const ask of this.#joinAsks) {
      const answer = this.#answers.of(held.role)[ask];
      if (answer === undefined) continue;
      for (const { scope } of inScope(answer, this.#book.asks[ask] as never, held.scope, this.#nodes.world)) {
        this.#nodes.builder.fold(node, this.#capabilityNode(ask, scope));
      }
    }
  }

  #capabilityNode(ask: number, scope: string): number {
    let scopes = this.#capabilities.get(ask);
    if (scopes === undefined) this.#capabilities.set(ask, (scopes = new Map()));
    let node = scopes.get(scope);
    if (node === undefined) scopes.set(scope, (node = this.#nodes.builder.node(NodeKind.capability, ask)));
    return node;
  }

  /** Rules with several asks may draw on several roles of one principal: all its roles together, once per distinct set. */
  #bundle(node: number, grants: readonly Grant[], bundles: Map<string, number>): Bundled {
    const held = new Map<number, Held>();
    for (const { role, scope } of grants) held.set(this.#roleNode(role, scope), { role, scope });
    if (held.size < 2) return { custom: 0 };
    const key = [...held.keys()].toSorted((a, b) => a - b).join(',');
    let bundle = bundles.get(key);
    if (bundle === undefined) {
      bundle = this.#nodes.builder.node(NodeKind.bundle, -1);
      bundles.set(key, bundle);
      const all = [...held.values()];
      for (const entry of this.#joint(all)) this.#edges(bundle, entry, all);
    }
    // A bundle may rest on bindings of the user's own, so it counts as custom unless all of them are shipped.
    const custom = grants.every(isShipped) ? 0 : 1;
    this.#nodes.builder.fold(node, bundle, Tier.certain, custom);
    return { bundle, custom };
  }

  /** The rules of several asks, each of which some role answers. */
  #joint(held: readonly Held[]): readonly GrantLabel[] {
    const answers = held.map(({ role }) => this.#answers.of(role));
    const isAnswered = (ask: number): boolean => answers.some((answered) => answered[ask] !== undefined);
    return this.#labelsOfSeveral.filter(({ label }) => label.asks.every(isAnswered));
  }

  #edges(node: number, { index, label, rule }: GrantLabel, held: readonly Held[]): void {
    const parts = label.asks.map((ask) => this.#granted(ask, held));
    if (parts.some((part) => part.size === 0)) return;
    const lastAsk = this.#book.asks[label.asks.at(-1) as number];
    if (lastAsk === undefined) return;
    if (rule.gains.kind === 'anyRule') {
      this.#ownRoles(node, { index, label }, parts, held);
      return;
    }
    for (const { scope, grants } of conjoin(
      parts,
      label.asks.map((ask) => this.#book.asks[ask]?.clusterScoped === true),
      rule.sameName === true,
    )) {
      for (const target of this.#gains.targets(rule.gains, scope, grants, lastAsk)) {
        if (target.node !== node)
          this.#nodes.builder.step(node, target.node, { label: index, tier: Math.max(label.tier, target.tier) });
      }
    }
  }

  #granted(ask: number, held: readonly Held[]): Map<string, Grants> {
    return mergeScopes(
      held.flatMap(({ role, scope }) => {
        const answer = this.#answers.of(role)[ask];
        return answer === undefined ? [] : inScope(answer, this.#book.asks[ask] as never, scope, this.#nodes.world);
      }),
    );
  }

  /** `escalate` on a role that the principal is bound to and may change gives it any rule in the scope of that binding. */
  #ownRoles(
    node: number,
    { index, label }: Pick<GrantLabel, 'index' | 'label'>,
    parts: readonly ReadonlyMap<string, Grants>[],
    held: readonly Held[],
  ): void {
    const root = this.#nodes.world.authorizer.roles.find('ClusterRole', '', 'cluster-admin');
    const resource = this.#book.asks[label.asks.at(-1) as number]?.resource;
    if (root === undefined) return;
    for (const { role, scope } of held) {
      const isKind = (role.namespace === '') === (resource === 'clusterroles');
      const may =
        isKind &&
        parts.every((part) => {
          const granted = grantedIn(part, role.namespace);
          return granted !== undefined && (granted.all || granted.names.has(role.name));
        });
      const target = may ? this.#roleNode(root, scope) : node;
      if (target !== node) this.#nodes.builder.step(node, target, { label: index, tier: label.tier });
    }
  }
}
