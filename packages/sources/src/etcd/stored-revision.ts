// One value of etcd with the revision that wrote it, as every source of them hands it over.

export interface StoredRevision {
  /** The etcd key; bytes that are no UTF-8 are replaced. */
  readonly key: string;
  /** A view that stands until the next one is asked for. */
  readonly value: Uint8Array;
  /** mod_revision. */
  readonly revision: number;
  /** False for one that a later revision replaced or removed, and that compaction has not taken away. */
  readonly isCurrent: boolean;
}
