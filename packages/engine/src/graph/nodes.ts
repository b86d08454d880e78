// Gives every entity of the world its nodes in the graph, and every hub when it is first asked for.
import type { ServiceFact } from '../facts/cluster.ts';
import type { RoleFact } from '../facts/rbac.ts';
import { Copies } from './copies.ts';
import { admitsPrivileged } from './pod-security.ts';
import { ConfigMapCode } from './configmap-code.ts';
import { GraphBuilder, NodeKind, Tier } from './graph.ts';
import { accountId } from './principals.ts';
import { volumesOf } from './volumes.ts';
import { workloadIndexOf } from './workload-index.ts';
import type { WorkloadIndex } from './workload-index.ts';
import { UNKNOWN_NODE } from './workloads.ts';
import type { Workload } from './workloads.ts';
import type { World } from './world.ts';

/** Kinds of objects that hubs gather. `account` is any ServiceAccount, `token` one that exists, `missing` one that does not, `pod` a running workload, `content` what a pod of one's own design can show. */
export type HubKind = 'secret' | 'configMap' | 'claim' | 'account' | 'token' | 'missing' | 'user' | 'group' | 'certifiedGroup' | 'pod' | 'node' | 'nodePods' | 'podOf' | 'content' | 'nodeRoot' | 'servicePods' | 'configMapCode' | 'debugged' | 'podNodes' | 'pending' | 'volumeClaims';

/** Scope of a hub or a capability that spans all namespaces. */
export const EVERYWHERE = '*';

/** One role in one scope (`''` for the whole cluster). */
export interface RoleInScope {
  readonly role: RoleFact;
  readonly namespace: string;
}

export class Nodes {
  readonly builder = new GraphBuilder();
  readonly world: World;
  readonly workloads: WorkloadIndex;
  readonly configMapCode: ConfigMapCode;
  /** Identity node of each principal; for nodes, the kubelet's identity. */
  readonly identity: readonly number[];
  readonly workload: readonly number[];
  readonly nodeRoot: readonly number[];
  readonly podOf: readonly number[];
  readonly secret: readonly number[];
  readonly configMap: readonly number[];
  readonly claim: readonly number[];
  readonly grants: RoleInScope[] = [];
  readonly clouds: string[] = [];
  readonly places: string[] = [];
  readonly anyNode: number;
  readonly copies: Copies;
  readonly #hubs = new Map<string, number>();
  readonly #secretHubs = new Map<number, string>();
  readonly #memberships = new Map<string, number>();
  readonly #grantNodes = new Map<RoleFact, Map<string, number>>();
  readonly #clouds = new Map<string, number>();
  readonly #places = new Map<string, number>();
  readonly #namespaceIndex: ReadonlyMap<string, number>;
  readonly #byNamespace = new Map<string, ReadonlyMap<string, number[]>>();
  readonly #byName: Record<'secret' | 'configMap' | 'claim', Map<string, number[]>>;

  constructor(world: World) {
    this.world = world;
    this.copies = new Copies(world.facts);
    this.workloads = workloadIndexOf(world);
    this.configMapCode = new ConfigMapCode(world);
    const all = (count: number, kind: (typeof NodeKind)[keyof typeof NodeKind]): number[] =>
      Array.from({ length: count }, (_, ref) => this.builder.node(kind, ref));
    this.#namespaceIndex = new Map(world.namespaces.map((namespace, index) => [namespace, index]));
    this.identity = world.principals.map((principal, ref) =>
      this.builder.node(principal.type === 'node' ? NodeKind.nodeIdentity : NodeKind.identity, ref));
    this.workload = all(world.workloads.length, NodeKind.workload);
    this.nodeRoot = all(world.nodes.length, NodeKind.nodeRoot);
    this.podOf = all(world.namespaces.length, NodeKind.podOf);
    this.secret = all(world.secrets.items.length, NodeKind.secret);
    this.configMap = all(world.configMaps.items.length, NodeKind.configMap);
    this.claim = all(world.claims.items.length, NodeKind.claim);
    this.#byName = {
      secret: indexByName(world.secrets.items, this.secret),
      configMap: indexByName(world.configMaps.items, this.configMap),
      claim: indexByName(world.claims.items, this.claim),
    };
    this.anyNode = this.builder.node(NodeKind.hub, -1);
    world.nodes.forEach((node, index) => {
      const kubelet = this.identityOf(`node:${node}`) as number;
      this.builder.fold(this.nodeRoot[index] as number, kubelet);
      this.builder.fold(kubelet, this.anyNode);
    });
  }

  identityOf(id: string): number | undefined {
    const index = this.world.principalIndex.get(id);
    return index === undefined ? undefined : this.identity[index];
  }

  podOfNamespace(namespace: string): number | undefined {
    const index = this.#namespaceIndex.get(namespace);
    return index === undefined ? undefined : this.podOf[index];
  }

  secretNamed(namespace: string, name: string): number | undefined {
    const index = this.world.secrets.find(namespace, name);
    return index === undefined ? undefined : this.secret[index];
  }

  /** Objects of this name in any namespace. */
  named(kind: 'secret' | 'configMap' | 'claim', name: string): readonly number[] {
    return this.#byName[kind].get(name) ?? [];
  }

  membership(group: string): number {
    let node = this.#memberships.get(group);
    if (node === undefined) {
      node = this.builder.node(NodeKind.membership, -1);
      this.#memberships.set(group, node);
    }
    return node;
  }

  hasMembership(group: string): boolean {
    return this.#memberships.has(group);
  }

  /** The node of a role in a scope; made once. `onNew` is called with it the first time. */
  grant(role: RoleFact, namespace: string): { readonly node: number; readonly isNew: boolean } {
    let scopes = this.#grantNodes.get(role);
    if (scopes === undefined) this.#grantNodes.set(role, (scopes = new Map()));
    const known = scopes.get(namespace);
    if (known !== undefined) return { node: known, isNew: false };
    const node = this.builder.node(NodeKind.grant, this.grants.push({ role, namespace }) - 1);
    scopes.set(namespace, node);
    return { node, isNew: true };
  }

  cloud(id: string): number {
    return intern(id, this.#clouds, this.clouds, (ref) => this.builder.node(NodeKind.cloud, ref));
  }

  place(id: string): number {
    return intern(id, this.#places, this.places, (ref) => this.builder.node(NodeKind.place, ref));
  }

  /** The hub of a kind in a scope, with its members; `scope` is a namespace, a node for `nodePods`, or `*`. */
  hub(kind: HubKind, scope: string): number {
    const key = `${kind}\0${scope}`;
    let node = this.#hubs.get(key);
    if (node === undefined) {
      node = this.builder.node(NodeKind.hub, -1);
      this.#hubs.set(key, node);
      if (kind === 'secret') this.#secretHubs.set(node, scope);
      this.#fill(node, kind, scope);
    }
    return node;
  }

  /** The namespace (or `*`) of the hub of all its Secrets; `undefined` for any other node. */
  namespaceOfSecrets(node: number): string | undefined {
    return this.#secretHubs.get(node);
  }

  /** All Secrets that stand inside objects of a kind, `GROUP/RESOURCE`, in a namespace or (empty) anywhere. */
  copyHub(of: string, scope: string): number {
    const key = `copies\0${of}\0${scope}`;
    let node = this.#hubs.get(key);
    if (node === undefined) {
      node = this.builder.node(NodeKind.hub, -1);
      this.#hubs.set(key, node);
      for (const { namespace, name } of this.copies.in(of, scope)) {
        const secret = this.secretNamed(namespace, name);
        if (secret !== undefined) this.builder.fold(node, secret);
      }
    }
    return node;
  }

  #fill(hub: number, kind: HubKind, scope: string): void {
    const fold = (member: number | undefined, tier: number = Tier.certain): void => {
      if (member !== undefined) this.builder.fold(hub, member, tier);
    };
    if (scope === EVERYWHERE && NAMESPACED_HUBS.has(kind)) {
      for (const namespace of this.world.namespaces) fold(this.hub(kind, namespace));
      return;
    }
    const { principals, workloads, nodes } = this.world;
    switch (kind) {
      case 'secret': case 'configMap': case 'claim':
        for (const index of this.#inNamespace(kind, this.#tableOf(kind), scope)) {
          if (kind !== 'claim' || this.world.claims.items[index]?.gone !== true) fold(this[kind][index]);
        }
        return;
      case 'account': case 'token':
        for (const index of this.#inNamespace('account', principals, scope)) {
          if (principals[index]?.type !== 'serviceaccount') continue;
          const absent = kind === 'token' && principals[index]?.present === false;
          fold(this.identity[index], absent ? Tier.conditional : Tier.certain);
        }
        return;
      case 'missing':
        for (const index of this.#inNamespace('account', principals, scope)) {
          const principal = principals[index];
          if (principal?.type === 'serviceaccount' && !principal.present) fold(this.identity[index]);
        }
        return;
      case 'certifiedGroup':
        principals.forEach((principal, index) => {
          if (principal.type === 'group' && principal.name !== 'system:masters') fold(this.identity[index]);
        });
        return;
      case 'user': case 'group':
        principals.forEach((principal, index) => { if (principal.type === kind) fold(this.identity[index]); });
        return;
      case 'pod':
        for (const index of this.#inNamespace('pod', workloads, scope)) if (workloads[index]?.running === true) fold(this.workload[index]);
        return;
      case 'node':
        for (const node of nodes) fold(this.identityOf(`node:${node}`));
        return;
      case 'nodePods':
        workloads.forEach((workload, index) => {
          if (workload.running && (scope === EVERYWHERE || workload.nodes.has(scope))) fold(this.workload[index]);
        });
        return;
      case 'podOf':
        fold(this.podOfNamespace(scope));
        return;
      case 'content':
        for (const shown of ['secret', 'token', 'configMap', 'claim'] as const) fold(this.hub(shown, scope));
        return;
      case 'nodeRoot':
        for (const root of this.nodeRoot) fold(root);
        return;
      case 'servicePods':
        for (const index of this.#servicePods(scope)) fold(this.workload[index]);
        return;
      case 'configMapCode':
        for (const index of this.configMapCode.executing(scope)) fold(this.workload[index]);
        return;
      case 'podNodes':
        for (const node of this.privilegedNodes(this.#inNamespace('pod', workloads, scope))) fold(node);
        return;
      case 'debugged':
        if (this.#inNamespace('pod', workloads, scope).some((index) => workloads[index]?.running)) fold(this.hub('secret', scope));
        return;
      case 'volumeClaims':
        for (const { claimNamespace, claimName } of volumesOf(this.world.facts, scope)) {
          const index = this.world.claims.find(claimNamespace, claimName);
          if (index !== undefined) fold(this.claim[index]);
        }
        return;
      case 'pending':
        for (const index of this.#inNamespace('pod', workloads, scope)) this.#pending(workloads[index] as Workload, fold);
    }
  }

  /** What the kubelet would be given for the pods of a workload that no node runs yet. */
  #pending({ namespace, nodes, members, running }: Workload, fold: (member: number | undefined) => void): void {
    if (!running || !nodes.has(UNKNOWN_NODE)) return;
    for (const { spec, mirror } of members) {
      const pod = this.world.facts.podSpecs[spec];
      if (pod === undefined || mirror) continue;
      for (const { name } of pod.secrets) fold(this.secretNamed(namespace, name));
      fold(this.identityOf(accountId(namespace, pod.serviceAccount)));
    }
  }

  /** Nodes of these workloads' running pods, where their namespace lets a container be privileged. */
  privilegedNodes(indexes: readonly number[]): Set<number> {
    const found = new Set<number>();
    for (const index of indexes) {
      const workload = this.world.workloads[index];
      if (workload?.running !== true || !admitsPrivileged(this.world, workload.namespace)) continue;
      for (const node of workload.nodes.keys()) found.add(this.nodeRoot[this.world.nodeIndex.get(node) as number] as number);
    }
    return found;
  }

  #servicePods(namespace: string): Set<number> {
    const { services } = this.world.facts;
    const selecting = this.#inNamespace('service', services, namespace).map((index) => services[index] as ServiceFact);
    return new Set(selecting.flatMap((service) => this.workloads.selectedBy(service)));
  }

  /** Indexes of the items in a namespace; the grouping is made once for each kind. */
  #inNamespace(kind: string, items: readonly { readonly namespace: string }[], namespace: string): readonly number[] {
    let groups = this.#byNamespace.get(kind);
    if (groups === undefined) {
      groups = Map.groupBy(items.keys(), (index) => (items[index] as { readonly namespace: string }).namespace);
      this.#byNamespace.set(kind, groups);
    }
    return groups.get(namespace) ?? [];
  }

  #tableOf(kind: 'secret' | 'configMap' | 'claim'): readonly { readonly namespace: string }[] {
    return kind === 'secret' ? this.world.secrets.items : kind === 'configMap' ? this.world.configMaps.items : this.world.claims.items;
  }
}

const NAMESPACED_HUBS: ReadonlySet<HubKind> = new Set(['secret', 'configMap', 'claim', 'account', 'token', 'missing', 'pod', 'podOf', 'content', 'servicePods', 'configMapCode', 'debugged', 'podNodes', 'pending']);

function indexByName(items: readonly { readonly name: string }[], nodes: readonly number[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  items.forEach((item, at) => {
    const list = index.get(item.name);
    if (list === undefined) index.set(item.name, [nodes[at] as number]);
    else list.push(nodes[at] as number);
  });
  return index;
}

function intern(id: string, known: Map<string, number>, list: string[], make: (ref: number) => number): number {
  let node = known.get(id);
  if (node === undefined) {
    node = make(list.push(id) - 1);
    known.set(id, node);
  }
  return node;
}
