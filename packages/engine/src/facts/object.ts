// What every fact about a Kubernetes object carries: its key and its origin.
import type { DocumentId } from './origin.ts';

/** Marks facts that the engine adds itself (bootstrap policy): they stand in no document. */
export const NO_DOCUMENT: DocumentId = -1;

/** A Kubernetes object's identity. `namespace` is empty for cluster-scoped kinds, `group` for the core group. */
export interface ObjectFact {
  /** The kind as written, for example `ClusterRoleBinding`. */
  readonly objectKind: string;
  readonly group: string;
  readonly namespace: string;
  readonly name: string;
  readonly document: DocumentId;
}

/** Labels or annotations. A `Map`, because a key may be called `constructor`. */
export type StringMap = ReadonlyMap<string, string>;

/** A label selector, `matchLabels` and `matchExpressions` conjoined. An empty one selects everything. */
export interface LabelSelector {
  readonly matchLabels: StringMap;
  readonly matchExpressions: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values: readonly string[];
  }[];
}
