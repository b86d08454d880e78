// Gives every entity of the world its nodes in the graph, and every hub when it is first asked for.
import type { RoleFact } from '../facts/rbac.ts';
import { Copies } from './copies.ts';
import { CredentialNodes } from './credential-nodes.ts';
import { admitsPrivileged } from './pod-security.ts';
import { ConfigMapCode } from './configmap-code.ts';
import { GraphBuilder, NodeKind, Tier } from './graph.ts';
import { HubMembers } from './hub-members.ts';
import type { HubKind } from './hub-members.ts';
import { NameIndex } from './name-index.ts';
import { workloadIndexOf } from './workload-index.ts';
import type { WorkloadIndex } from './workload-index.ts';
import type { World } from './world.ts';

export { EVERYWHERE } from './hub-members.ts';

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
  /** The kubelet's identity on each node. */
  readonly kubelet: readonly number[];
  readonly nodeRoot: readonly number[];
  readonly podOf: readonly number[];
  readonly secret: readonly number[];
  readonly configMap: readonly number[];
  readonly claim: readonly number[];
  readonly credentials: CredentialNodes;
  readonly grants: RoleInScope[] = [];
  readonly clouds: string[] = [];
  readonly places: string[] = [];
  readonly anyNode: number;
  readonly copies: Copies;
  readonly #accounts = new NameIndex();
  /** By kind, then scope. */
  readonly #hubs = new NameIndex();
  readonly #secretHubs = new Map<number, string>();
  readonly #memberships = new Map<string, number>();
  readonly #grantNodes = new Map<RoleFact, Map<string, number>>();
  readonly #clouds = new Map<string, number>();
  readonly #places = new Map<string, number>();
  readonly #namespaceIndex: ReadonlyMap<string, number>;
  readonly #members: HubMembers;
  readonly #byName: Record<'secret' | 'configMap' | 'claim', Map<string, number[]>>;

  constructor(world: World) {
    this.world = world;
    this.#members = new HubMembers(this);
    this.copies = new Copies(world.facts);
    this.workloads = workloadIndexOf(world);
    this.configMapCode = new ConfigMapCode(world);
    const all = (count: number, kind: (typeof NodeKind)[keyof typeof NodeKind]): number[] =>
      Array.from({ length: count }, (_, ref) => this.builder.node(kind, ref));
    this.#namespaceIndex = new Map(world.namespaces.map((namespace, index) => [namespace, index]));
    this.identity = world.principals.map((principal, ref) =>
      this.builder.node(principal.type === 'node' ? NodeKind.nodeIdentity : NodeKind.identity, ref),
    );
    this.workload = all(world.workloads.length, NodeKind.workload);
    this.nodeRoot = all(world.nodes.length, NodeKind.nodeRoot);
    this.podOf = all(world.namespaces.length, NodeKind.podOf);
    this.secret = all(world.secrets.items.length, NodeKind.secret);
    this.configMap = all(world.configMaps.items.length, NodeKind.configMap);
    this.claim = all(world.claims.items.length, NodeKind.claim);
    this.credentials = new CredentialNodes(world, this.builder, this.configMap);
    this.#byName = {
      secret: indexByName(world.secrets.items, this.secret),
      configMap: indexByName(world.configMaps.items, this.configMap),
      claim: indexByName(world.claims.items, this.claim),
    };
    world.principals.forEach(({ type, namespace, name }, index) => {
      if (type === 'serviceaccount') this.#accounts.set(namespace, name, this.identity[index] as number);
    });
    this.anyNode = this.builder.node(NodeKind.hub, -1);
    this.kubelet = world.nodes.map((node) => this.identityOf(`node:${node}`) as number);
    this.kubelet.forEach((kubelet, index) => {
      this.builder.fold(this.nodeRoot[index] as number, kubelet);
      this.builder.fold(kubelet, this.anyNode);
    });
  }

  identityOf(id: string): number | undefined {
    const index = this.world.principalIndex.get(id);
    return index === undefined ? undefined : this.identity[index];
  }

  account(namespace: string, name: string): number | undefined {
    return this.#accounts.get(namespace, name);
  }

  kubeletOf(node: string): number | undefined {
    const index = this.world.nodeIndex.get(node);
    return index === undefined ? undefined : this.kubelet[index];
  }

  podOfNamespace(namespace: string): number | undefined {
    const index = this.#namespaceIndex.get(namespace);
    return index === undefined ? undefined : this.podOf[index];
  }

  secretNamed(namespace: string, name: string): number | undefined {
    const index = this.world.secrets.find(namespace, name);
    return index === undefined ? undefined : this.secret[index];
  }

  /** By its id: a Secret, a ConfigMap that holds a credential, or a credential in plain text. */
  asset(id: string): number | undefined {
    const [, namespace = '', name = ''] = /^secret:([^/]+)\/([^#]+)$/.exec(id) ?? [];
    return name === '' ? this.credentials.named(id) : this.secretNamed(namespace, name);
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
    let node = this.#hubs.get(kind, scope);
    if (node === undefined) {
      node = this.builder.node(NodeKind.hub, -1);
      this.#hubs.set(kind, scope, node);
      if (kind === 'secret') this.#secretHubs.set(node, scope);
      const hub = node;
      this.#members.fill(kind, scope, (member, tier = Tier.certain) => {
        if (member !== undefined) this.builder.fold(hub, member, tier);
      });
    }
    return node;
  }

  /** The namespace (or `*`) of the hub of all its Secrets; `undefined` for any other node. */
  namespaceOfSecrets(node: number): string | undefined {
    return this.#secretHubs.get(node);
  }

  /** All Secrets that stand inside objects of a kind, `GROUP/RESOURCE`, in a namespace or (empty) anywhere. */
  copyHub(of: string, scope: string): number {
    const key = `copies\0${of}`;
    let node = this.#hubs.get(key, scope);
    if (node === undefined) {
      node = this.builder.node(NodeKind.hub, -1);
      this.#hubs.set(key, scope, node);
      for (const { namespace, name } of this.copies.in(of, scope)) {
        const secret = this.secretNamed(namespace, name);
        if (secret !== undefined) this.builder.fold(node, secret);
      }
    }
    return node;
  }

  /** Nodes of these workloads' running pods, where their namespace lets a container be privileged. */
  privilegedNodes(indexes: readonly number[]): Set<number> {
    const found = new Set<number>();
    for (const index of indexes) {
      const workload = this.world.workloads[index];
      if (workload?.running !== true || !admitsPrivileged(this.world, workload.namespace)) continue;
      for (const node of workload.nodes.keys())
        found.add(this.nodeRoot[this.world.nodeIndex.get(node) as number] as number);
    }
    return found;
  }
}

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
