// Lists of a live cluster that were not read, and may hold what decides a connection.
import type { Facts } from '../facts/facts.ts';
import { lacks, unreadLists, unreadReason } from '../facts/unread.ts';
import type { UnreadList } from '../facts/unread.ts';
import type { Compiled } from './compile.ts';
import type { Party } from './ends.ts';
import type { Cni } from './reading.ts';

/** Kinds of policies, and whether their objects have a namespace. */
const KINDS: readonly (readonly [kind: string, isNamespaced: boolean])[] = [
  ['networking.k8s.io/NetworkPolicy', true],
  ['policy.networking.k8s.io/AdminNetworkPolicy', false],
  ['policy.networking.k8s.io/BaselineAdminNetworkPolicy', false],
  ['policy.networking.k8s.io/ClusterNetworkPolicy', false],
];
const CILIUM: typeof KINDS = [
  ['cilium.io/CiliumNetworkPolicy', true],
  ['cilium.io/CiliumClusterwideNetworkPolicy', false],
];
/** As its API server serves them, and as they are stored without it. */
const CALICO = ['projectcalico.org', 'crd.projectcalico.org'].flatMap((group): typeof KINDS => [
  [`${group}/NetworkPolicy`, true],
  [`${group}/NetworkSet`, true],
  [`${group}/GlobalNetworkPolicy`, false],
  [`${group}/GlobalNetworkSet`, false],
  [`${group}/HostEndpoint`, false],
  [`${group}/Tier`, false],
]);
/** Those of network plugins, where the plugin may enforce. A list that is served and not read shows that its plugin may be there. */
const OF_PLUGINS: Readonly<Record<Cni, typeof KINDS>> = {
  cilium: CILIUM,
  calico: CALICO,
  ovn: [],
  generic: [...CILIUM, ...CALICO],
};

export class Unread {
  readonly #lists: readonly UnreadList[];
  readonly #kinds: typeof KINDS;

  /** `cni`: the plugin whose own policies count; `generic`: any; absent: nobody’s. */
  constructor(facts: Facts, cni: Cni | undefined) {
    this.#kinds = [...KINDS, ...(cni === undefined ? [] : OF_PLUGINS[cni])];
    this.#lists = unreadLists(facts);
  }

  /** Why the policies of the parties' namespaces may not be all there are. */
  reasonFor(parties: readonly Party[], { pods }: Compiled): string[] {
    if (this.#lists.length === 0) return [];
    const namespaces = parties.flatMap((party) =>
      party.kind === 'pod' ? [pods.pods[party.pod]?.namespace ?? ''] : [],
    );
    const missing = this.#lists.filter((list) =>
      namespaces.some((namespace) =>
        this.#kinds.some(([kind, isNamespaced]) => lacks(list, kind, isNamespaced ? namespace : '')),
      ),
    );
    return missing.map(unreadReason);
  }
}
