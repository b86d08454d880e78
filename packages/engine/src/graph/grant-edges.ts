// Edges from what RBAC grants: principals to roles in scopes, and from there, by the techniques' grant rules, to what they give.
import type { RoleFact } from '../facts/rbac.ts';
import type { Grant } from '../access/grants.ts';
import { userOf } from '../access/user.ts';
import { conjoin, grantedIn } from './conjoin.ts';
import { Capabilities } from './capabilities.ts';
import type { JoinAsks } from './capabilities.ts';
import type { Answers, Grants } from './asks.ts';
import { Gains } from './gains.ts';
import { NodeKind, Tier } from './graph.ts';
import { HeldGrants } from './held-grants.ts';
import type { Held } from './held-grants.ts';
import type { Label, RuleBook } from './labels.ts';
import { isShipped } from './shipped.ts';
import type { Nodes } from './nodes.ts';
import type { GrantRule } from './rule-types.ts';

interface GrantLabel {
  readonly index: number;
  readonly label: Label;
  readonly rule: GrantRule;
}

/** What a principal's roles together became; no bundle where there is only one. */
interface Bundled {
  readonly bundle?: number;
  readonly custom: number;
}

export class GrantEdges {
  readonly #nodes: Nodes;
  readonly #book: RuleBook;
  readonly #held: HeldGrants;
  readonly #gains: Gains;
  readonly #labels: readonly GrantLabel[];
  /** Those of several asks, which different roles of one principal may answer. */
  readonly #labelsOfSeveral: readonly GrantLabel[];
  readonly capabilities: Capabilities;
  readonly #pending: Held[] = [];
  readonly #roleLabels = new Map<RoleFact, readonly GrantLabel[]>();

  constructor(nodes: Nodes, book: RuleBook, answers: Answers, joinAsks: JoinAsks) {
    this.#nodes = nodes;
    this.#book = book;
    this.#held = new HeldGrants(nodes.world, book, answers);
    this.#gains = new Gains(nodes, (role, namespace) => this.#roleNode(role, namespace));
    this.#labels = book.labels.flatMap((label, index) =>
      label.rule.type === 'grant' ? [{ index, label, rule: label.rule }] : [],
    );
    this.#labelsOfSeveral = this.#labels.filter(({ label }) => label.asks.length > 1);
    this.capabilities = new Capabilities(nodes, joinAsks);
  }

  get gains(): Gains {
    return this.#gains;
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
      for (const ask of this.#asksOf(held.role)) this.#capabilityOf(node, ask, [held]);
    }
  }

  /** The rules all of whose asks the role answers somewhere: few of them, and the same in every scope. */
  #labelsOf(role: RoleFact): readonly GrantLabel[] {
    let found = this.#roleLabels.get(role);
    if (found === undefined) {
      const applied = this.#held.applied([role]);
      const mayGrant = (ask: number): boolean => applied.has(ask) || this.#held.answers(ask, [role]);
      found = this.#labels.filter(({ label }) => label.asks.every(mayGrant));
      this.#roleLabels.set(role, found);
    }
    return found;
  }

  /** Asks of joins that the role answers. */
  #asksOf(role: RoleFact): readonly number[] {
    const applied = this.#held.applied([role]);
    return [...this.capabilities.asks].filter((ask) => applied.has(ask) || this.#held.answers(ask, [role]));
  }

  #capabilityOf(node: number, ask: number, held: readonly Held[]): void {
    for (const [scope, grants] of this.#held.granted(ask, held)) this.capabilities.add(node, ask, scope, grants);
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
      for (const ask of this.#held.applied(all.map(({ role }) => role)))
        if (this.capabilities.asks.has(ask)) this.#capabilityOf(bundle, ask, all);
    }
    // A bundle may rest on bindings of the user's own, so it counts as custom unless all of them are shipped.
    const custom = grants.every(isShipped) ? 0 : 1;
    this.#nodes.builder.fold(node, bundle, Tier.certain, custom);
    return { bundle, custom };
  }

  /** The rules that may need several roles: of several asks, or of one that two rights together grant. */
  #joint(held: readonly Held[]): readonly GrantLabel[] {
    const roles = held.map(({ role }) => role);
    const applied = this.#held.applied(roles);
    const mayGrant = (ask: number): boolean => applied.has(ask) || this.#held.answers(ask, roles);
    const several = this.#labelsOfSeveral.filter(({ label }) => label.asks.every(mayGrant));
    if (applied.size === 0) return several;
    return [
      ...several,
      ...this.#labels.filter(({ label: { asks } }) => asks.length === 1 && applied.has(asks[0] as number)),
    ];
  }

  #edges(node: number, { index, label, rule }: GrantLabel, held: readonly Held[]): void {
    const parts = label.asks.map((ask) => this.#held.granted(ask, held));
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
