// What each hub gathers: the objects of a kind in a namespace, on a node, or in the whole cluster.
import type { ServiceFact } from '../facts/cluster.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { Tier } from './graph.ts';
import type { ConfigMapCode } from './configmap-code.ts';
import type { Principal, PrincipalType } from './principals.ts';
import { tokenReference } from './token-reference.ts';
import { compareVersions } from './version.ts';
import { volumesOf } from './volumes.ts';
import type { WorkloadIndex } from './workload-index.ts';
import { waitingPodsOf } from './waiting-pods.ts';
import type { World } from './world.ts';

/** Scope of a hub or a capability that spans all namespaces. */
export const EVERYWHERE = '*';

/** The nodes that hubs lead to. */
export interface HubNodes {
  readonly world: World;
  readonly workloads: WorkloadIndex;
  readonly configMapCode: ConfigMapCode;
  readonly identity: readonly number[];
  readonly workload: readonly number[];
  readonly nodeRoot: readonly number[];
  readonly secret: readonly number[];
  readonly configMap: readonly number[];
  readonly claim: readonly number[];
  account(namespace: string, name: string): number | undefined;
  kubeletOf(node: string): number | undefined;
  podOfNamespace(namespace: string): number | undefined;
  secretNamed(namespace: string, name: string): number | undefined;
  hub(kind: HubKind, scope: string): number;
  privilegedNodes(workloads: readonly number[]): Iterable<number>;
}

/**
 * Kinds of objects that hubs gather. `account` is any ServiceAccount, `token` one that exists, `missing` one that does not, `pod` a
 * running workload, `content` what a pod of one's own design can show, `pending` what a kubelet would be given for waiting pods,
 * `volumeClaims` claims by the class of their volumes.
 */
export type HubKind =
  | 'secret'
  | 'configMap'
  | 'claim'
  | 'account'
  | 'token'
  | 'missing'
  | 'user'
  | 'group'
  | 'certifiedGroup'
  | 'pod'
  | 'node'
  | 'nodePods'
  | 'podOf'
  | 'content'
  | 'nodeRoot'
  | 'servicePods'
  | 'configMapCode'
  | 'debugged'
  | 'podNodes'
  | 'pending'
  | 'volumeClaims';

type Fold = (member: number | undefined, tier?: number) => void;

/** Kinds whose hub of the whole cluster is that of all its namespaces. */
const NAMESPACED: ReadonlySet<HubKind> = new Set([
  'secret',
  'configMap',
  'claim',
  'account',
  'token',
  'missing',
  'pod',
  'podOf',
  'content',
  'servicePods',
  'configMapCode',
  'debugged',
  'podNodes',
  'pending',
]);

export class HubMembers {
  readonly #nodes: HubNodes;
  readonly #byNamespace = new Map<string, ReadonlyMap<string, number[]>>();
  readonly #fills: Readonly<Record<HubKind, (scope: string, fold: Fold) => void>>;

  constructor(nodes: HubNodes) {
    this.#nodes = nodes;
    const content =
      (kind: 'secret' | 'configMap') =>
      (scope: string, fold: Fold): void =>
        this.#content(kind, scope, fold);
    const principals =
      (type: PrincipalType, isMember: (name: string) => boolean) =>
      (_: string, fold: Fold): void =>
        this.#principals(type, isMember, fold);
    this.#fills = {
      secret: content('secret'),
      configMap: content('configMap'),
      claim: (scope, fold) => this.#claims(scope, fold),
      account: (scope, fold) => this.#accounts(scope, () => Tier.certain, fold),
      token: (scope, fold) => this.#accounts(scope, tokenTier, fold),
      missing: (scope, fold) => this.#accounts(scope, missingTier, fold),
      user: principals('user', () => true),
      group: principals('group', () => true),
      certifiedGroup: principals('group', (name) => name !== 'system:masters'),
      pod: (scope, fold) => this.#running(scope).forEach((index) => fold(nodes.workload[index])),
      node: (_, fold) => nodes.world.nodes.forEach((node) => fold(nodes.kubeletOf(node))),
      nodePods: (node, fold) => this.#nodePods(node, fold),
      podOf: (scope, fold) => fold(nodes.podOfNamespace(scope)),
      content: (scope, fold) =>
        (['secret', 'token', 'configMap', 'claim'] as const).forEach((shown) => fold(nodes.hub(shown, scope))),
      nodeRoot: (_, fold) => nodes.nodeRoot.forEach((root) => fold(root)),
      servicePods: (scope, fold) => this.#servicePods(scope).forEach((index) => fold(nodes.workload[index])),
      configMapCode: (scope, fold) => {
        for (const index of nodes.configMapCode.executing(scope)) fold(nodes.workload[index]);
      },
      podNodes: (scope, fold) => {
        for (const node of nodes.privilegedNodes(this.#workloads(scope))) fold(node);
      },
      debugged: (scope, fold) => {
        if (this.#running(scope).length > 0) fold(nodes.hub('secret', scope));
      },
      pending: (scope, fold) => {
        for (const node of givenFor(nodes, waitingPodsOf(nodes.world).in(scope))) fold(node);
      },
      volumeClaims: (volumeClass, fold) => this.#volumeClaims(volumeClass, fold),
    };
  }

  /** Calls `fold` with every member; `scope` as in `Nodes.hub`. */
  fill(kind: HubKind, scope: string, fold: Fold): void {
    if (scope === EVERYWHERE && NAMESPACED.has(kind)) {
      for (const namespace of this.#nodes.world.namespaces) fold(this.#nodes.hub(kind, namespace));
      return;
    }
    this.#fills[kind](scope, fold);
  }

  #content(kind: 'secret' | 'configMap', scope: string, fold: Fold): void {
    const items = kind === 'secret' ? this.#nodes.world.secrets.items : this.#nodes.world.configMaps.items;
    for (const index of this.#inNamespace(kind, items, scope)) fold(this.#nodes[kind][index]);
  }

  /** A claim that is gone cannot be mounted by its name. */
  #claims(scope: string, fold: Fold): void {
    const { items } = this.#nodes.world.claims;
    for (const index of this.#inNamespace('claim', items, scope))
      if (items[index]?.gone !== true) fold(this.#nodes.claim[index]);
  }

  #accounts(scope: string, tierOf: (account: Principal) => number | undefined, fold: Fold): void {
    const { principals } = this.#nodes.world;
    for (const index of this.#inNamespace('account', principals, scope)) {
      const principal = principals[index];
      const tier = principal?.type === 'serviceaccount' ? tierOf(principal) : undefined;
      if (tier !== undefined) fold(this.#nodes.identity[index], tier);
    }
  }

  #principals(type: PrincipalType, isMember: (name: string) => boolean, fold: Fold): void {
    this.#nodes.world.principals.forEach((principal, index) => {
      if (principal.type === type && isMember(principal.name)) fold(this.#nodes.identity[index]);
    });
  }

  #nodePods(node: string, fold: Fold): void {
    this.#nodes.world.workloads.forEach((workload, index) => {
      if (workload.running && (node === EVERYWHERE || workload.nodes.has(node))) fold(this.#nodes.workload[index]);
    });
  }

  #servicePods(namespace: string): Set<number> {
    const { services } = this.#nodes.world.facts;
    const selecting = this.#inNamespace('service', services, namespace).map((index) => services[index] as ServiceFact);
    return new Set(selecting.flatMap((service) => this.#nodes.workloads.selectedBy(service)));
  }

  #volumeClaims(volumeClass: string, fold: Fold): void {
    const { facts, claims } = this.#nodes.world;
    for (const { claimNamespace, claimName } of volumesOf(facts, volumeClass)) {
      const index = claims.find(claimNamespace, claimName);
      if (index !== undefined) fold(this.#nodes.claim[index]);
    }
  }

  #workloads(scope: string): readonly number[] {
    return this.#inNamespace('pod', this.#nodes.world.workloads, scope);
  }

  #running(scope: string): readonly number[] {
    return this.#workloads(scope).filter((index) => this.#nodes.world.workloads[index]?.running === true);
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
}

/** First version in which a kubelet may ask for no other tokens than its pods' specs refer to. */
const AUDIENCES_LIMITED = '1.33';

/** What a kubelet is given for such pods: their Secrets, and tokens of their accounts. */
export function givenFor(nodes: HubNodes, waiting: Iterable<WorkloadFact>): (number | undefined)[] {
  const { world } = nodes;
  const isFree = world.version === '' || compareVersions(world.version, AUDIENCES_LIMITED) < 0;
  return [...waiting].flatMap((fact) => {
    const { namespace } = fact;
    const spec = world.facts.podSpecs[fact.spec];
    if (spec === undefined) return [];
    const secrets = spec.secrets.map(({ name }) => nodes.secretNamed(namespace, name));
    const mints = isFree || tokenReference(world, fact) !== undefined;
    return mints ? [...secrets, nodes.account(namespace, spec.serviceAccount)] : secrets;
  });
}

/** An account that only a right to impersonate names is nobody's to ask tokens of, and nothing waits for it to be made. */
function tokenTier({ present, onlyImpersonated }: Principal): number | undefined {
  if (onlyImpersonated === true) return undefined;
  return present ? Tier.certain : Tier.conditional;
}

function missingTier({ present, onlyImpersonated }: Principal): number | undefined {
  return present || onlyImpersonated === true ? undefined : Tier.certain;
}
