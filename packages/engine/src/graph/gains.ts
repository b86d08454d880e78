// From an answered ask to the nodes it leads to: the objects named, or the hub of the scope.
import type { BindingFact, RoleFact } from '../facts/rbac.ts';
import type { Grants } from './asks.ts';
import { Tier } from './graph.ts';
import { EVERYWHERE } from './nodes.ts';
import { givenFor } from './hub-members.ts';
import type { HubKind } from './hub-members.ts';
import type { Nodes } from './nodes.ts';
import { accountId } from './principals.ts';
import { RemoteGains } from './remote-gains.ts';
import type { Ask, Gain } from './rule-types.ts';
import { volumesOf } from './volumes.ts';
import { waitingPodsOf } from './waiting-pods.ts';

type RoleGain = 'clusterRole' | 'role' | 'clusterRoleEverywhere';

/** A node that a step leads to, and the tier that reaching it adds. */
export interface Target {
  readonly node: number;
  readonly tier: number;
}

const HUBS: Partial<Record<Gain['kind'], HubKind>> = {
  secret: 'secret',
  configMap: 'configMap',
  claim: 'claim',
  serviceAccount: 'account',
  token: 'token',
  missingAccount: 'missing',
  certifiedUser: 'user',
  certifiedGroup: 'certifiedGroup',
  user: 'user',
  group: 'group',
  pod: 'pod',
  node: 'node',
  nodePods: 'nodePods',
  podOf: 'podOf',
  content: 'content',
  namespaceSecrets: 'debugged',
  podNodes: 'podNodes',
  servicePods: 'servicePods',
  configMapCode: 'configMapCode',
  allSecrets: 'secret',
  allNodes: 'node',
  pending: 'pending',
};

/** Leads from a scope (`''` for everywhere) and what is granted in it to targets; roles are made known through `roleNode`. */
export class Gains {
  readonly #nodes: Nodes;
  readonly #remote: RemoteGains;
  /** Roles that bindings refer to, in the binding's namespace and in any; made when first asked for. */
  #bound: ReadonlySet<string> | undefined;
  readonly #roleNode: (role: RoleFact, namespace: string) => number;

  constructor(nodes: Nodes, roleNode: (role: RoleFact, namespace: string) => number) {
    this.#nodes = nodes;
    this.#remote = new RemoteGains(nodes);
    this.#roleNode = roleNode;
  }

  targets(gain: Gain, scope: string, grants: Grants, ask?: Ask): Target[] {
    if (gain.kind === 'masters') return certain([this.#nodes.identityOf('group:system:masters')]);
    if (gain.kind === 'allSecrets' || gain.kind === 'allNodes') return certain([this.#hub(gain, EVERYWHERE)]);
    if (gain.kind === 'everyNodeRoot') return certain([this.#nodes.hub('nodeRoot', EVERYWHERE)]);
    if (gain.kind === 'volumeClaims') return certain(this.#volumeClaims(gain.of ?? '', grants));
    if (gain.kind === 'everyPodOf') return certain([this.#nodes.hub('podOf', EVERYWHERE)]);
    const remote = this.#remote.targets(gain, scope, grants);
    if (remote !== undefined) return certain(remote);
    if (gain.kind === 'clusterRole' || gain.kind === 'role' || gain.kind === 'clusterRoleEverywhere') {
      return this.#roles(gain as Gain & { readonly kind: RoleGain }, scope, grants);
    }
    if (gain.kind === 'podOf' || gain.kind === 'content')
      return certain(this.#podsOf({ ...gain, kind: gain.kind }, scope, grants, ask));
    if (grants.all || gain.any === true) return certain([this.#hub(gain, scope === '' ? EVERYWHERE : scope)]);
    return [...grants.names].flatMap((name) => this.#named(gain, scope, name));
  }

  #hub(gain: Gain, scope: string): number {
    return this.#nodes.hub(HUBS[gain.kind] as HubKind, scope);
  }

  #named(gain: Gain, scope: string, name: string): Target[] {
    const nodes = this.#nodes;
    switch (gain.kind) {
      case 'secret':
      case 'configMap':
      case 'claim':
        if (scope === '') return certain(nodes.named(gain.kind, name));
        return certain([this.#content(gain.kind, scope, name)]);
      case 'serviceAccount':
      case 'token':
      case 'missingAccount':
        return this.#accounts(gain.kind, scope, name);
      case 'pending':
        return certain(this.#pending(scope, name));
      case 'user':
        return certain([name.startsWith('system:serviceaccount:') ? undefined : nodes.identityOf(`user:${name}`)]);
      case 'group':
        return certain([nodes.identityOf(`group:${name}`)]);
      case 'node':
        return certain([nodes.kubeletOf(name)]);
      case 'nodePods':
        return certain([nodes.hub('nodePods', name)]);
      case 'pod':
        return certain(nodes.workloads.podsNamed(scope, name).map((index) => nodes.workload[index]));
      case 'podNodes':
        return certain([...nodes.privilegedNodes(nodes.workloads.podsNamed(scope, name))]);
      case 'namespaceSecrets':
        return certain(this.#debugged(scope, name));
      case 'configMapCode':
        return certain(nodes.configMapCode.executing(scope, name).map((index) => nodes.workload[index]));
      case 'servicePods':
        return certain(this.#servicePods(scope, name));
      default:
        return [];
    }
  }

  #content(kind: 'secret' | 'configMap' | 'claim', namespace: string, name: string): number | undefined {
    const { world } = this.#nodes;
    const table = kind === 'secret' ? world.secrets : kind === 'configMap' ? world.configMaps : world.claims;
    const index = table.find(namespace, name);
    return index === undefined ? undefined : this.#nodes[kind][index];
  }

  /** Does some binding of the scope refer to the role? Of a RoleBinding in any namespace where the scope is everywhere. */
  #isBound(role: RoleFact, scope: string): boolean {
    this.#bound ??= boundRoles(this.#nodes.world.facts.bindings);
    const place = role.namespace === '' ? scope : role.namespace;
    return this.#bound.has(`${role.objectKind}\0${role.name}\0${place === '' ? EVERYWHERE : place}`);
  }

  #accounts(kind: 'serviceAccount' | 'token' | 'missingAccount', scope: string, name: string): Target[] {
    const { world } = this.#nodes;
    const namespaces = scope === '' ? world.namespaces : [scope];
    return namespaces.flatMap((namespace) => {
      const index = world.principalIndex.get(accountId(namespace, name));
      const principal = index === undefined ? undefined : world.principals[index];
      if (index === undefined || principal === undefined) return [];
      if (kind !== 'serviceAccount' && principal.onlyImpersonated === true) return [];
      const isAbsent = !principal.present;
      if (kind === 'missingAccount' && !isAbsent) return [];
      const absent = kind === 'token' && isAbsent;
      return [{ node: this.#nodes.identity[index] as number, tier: absent ? Tier.conditional : Tier.certain }];
    });
  }

  #pending(scope: string, name: string): (number | undefined)[] {
    const table = waitingPodsOf(this.#nodes.world);
    const namespaces = scope === '' ? [...table.namespaces()] : [scope];
    return namespaces.flatMap((namespace) => givenFor(this.#nodes, table.named(namespace, name)));
  }

  /** Claims of a class of volumes; those of the volumes named. */
  #volumeClaims(volumeClass: string, { all, names }: Grants): (number | undefined)[] {
    if (all) return [this.#nodes.hub('volumeClaims', volumeClass)];
    return volumesOf(this.#nodes.world.facts, volumeClass)
      .filter(({ name }) => names.has(name))
      .map(({ claimNamespace, claimName }) => this.#content('claim', claimNamespace, claimName));
  }

  /** Names of existing controllers count for their namespace: whoever may edit one may give it any pod spec. */
  #podsOf(
    { kind, any }: Gain & { readonly kind: 'podOf' | 'content' },
    scope: string,
    grants: Grants,
    ask: Ask | undefined,
  ): (number | undefined)[] {
    if (any === true || (grants.all && ask?.existing !== true))
      return [this.#nodes.hub(kind, scope === '' ? EVERYWHERE : scope)];
    if (ask === undefined) return [];
    const existing = this.#nodes.workloads.existing(ask.group, ask.resource);
    return (scope === '' ? [...existing.keys()] : [scope])
      .filter((namespace) => {
        const names = existing.get(namespace);
        return names !== undefined && (grants.all || !grants.names.isDisjointFrom(names));
      })
      .map((namespace) => this.#nodes.hub(kind, namespace));
  }

  /** Namespaces of the running pods of this name: an ephemeral container in any of them may refer to any Secret there. */
  #debugged(scope: string, name: string): number[] {
    const indexes = this.#nodes.workloads.podsNamed(scope, name);
    const namespaces = new Set(indexes.map((index) => this.#nodes.world.workloads[index]?.namespace as string));
    return [...namespaces].map((namespace) => this.#nodes.hub('secret', namespace));
  }

  #servicePods(scope: string, name: string): (number | undefined)[] {
    const services = this.#nodes.workloads
      .servicesNamed(name)
      .filter(({ namespace }) => scope === '' || scope === namespace);
    return services
      .flatMap((service) => this.#nodes.workloads.selectedBy(service))
      .map((index) => this.#nodes.workload[index]);
  }

  /** Roles that may be bound: those named, or, where any may be, cluster-admin (for Roles, each of the namespace). */
  #roles({ kind, bound }: Gain & { readonly kind: RoleGain }, scope: string, grants: Grants): Target[] {
    const { world } = this.#nodes;
    const isOpen = grants.all && (kind === 'role' || bound === true);
    const wanted = grants.all && !isOpen ? new Set(['cluster-admin']) : grants.names;
    const roles = world.facts.roles.filter(
      (role) =>
        (role.namespace === '') !== (kind === 'role') &&
        (isOpen || wanted.has(role.name)) &&
        (bound !== true || this.#isBound(role, kind === 'clusterRoleEverywhere' ? '' : scope)),
    );
    if (kind === 'clusterRoleEverywhere') return certain(roles.map((role) => this.#roleNode(role, '')));
    if (kind === 'role') {
      return certain(
        roles
          .filter((role) => scope === '' || scope === role.namespace)
          .map((role) => this.#roleNode(role, role.namespace)),
      );
    }
    return certain(roles.map((role) => this.#roleNode(role, scope === '' ? EVERYWHERE : scope)));
  }
}

function certain(nodes: readonly (number | undefined)[]): Target[] {
  return nodes.flatMap((node) => (node === undefined ? [] : [{ node, tier: Tier.certain }]));
}

/** The ask's resource as an admin would write it: `deployments.apps`. */
export function resourceText(ask: Pick<Ask, 'group' | 'resource' | 'subresource'>): string {
  const resource = ask.group === '' ? ask.resource : `${ask.resource}.${ask.group}`;
  return ask.subresource === undefined ? resource : `${resource}/${ask.subresource}`;
}

function boundRoles(bindings: readonly BindingFact[]): ReadonlySet<string> {
  const bound = new Set<string>();
  for (const { roleKind, roleName, namespace } of bindings) {
    bound.add(`${roleKind}\0${roleName}\0${EVERYWHERE}`);
    bound.add(`${roleKind}\0${roleName}\0${namespace}`);
  }
  return bound;
}
