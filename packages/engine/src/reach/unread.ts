// Lists of a live cluster that were not read, and may hold what decides a connection.
import type { Facts } from '../facts/facts.ts';
import { lacks, unreadLists, unreadReason } from '../facts/unread.ts';
import type { UnreadList } from '../facts/unread.ts';
import type { Compiled } from './compile.ts';
import type { Party } from './ends.ts';

/** Kinds of policies, and whether their objects have a namespace. */
const KINDS: readonly (readonly [kind: string, isNamespaced: boolean])[] = [
  ['networking.k8s.io/NetworkPolicy', true],
  ['policy.networking.k8s.io/AdminNetworkPolicy', false],
  ['policy.networking.k8s.io/ClusterNetworkPolicy', false],
];

export class Unread {
  readonly #lists: readonly UnreadList[];

  constructor(facts: Facts) {
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
        KINDS.some(([kind, isNamespaced]) => lacks(list, kind, isNamespaced ? namespace : '')),
      ),
    );
    return missing.map(unreadReason);
  }
}
