// Which objects a list of a cluster is about.

/** What a coverage entry is about when it is about a list. */
export interface ListScope {
  /** `GROUP/KIND`; `GROUP/*` for all of a group, `*` for all kinds that have namespaces. */
  readonly kind: string;
  /** The namespaces that it lacks; absent: all, or those besides `except`. */
  readonly namespaces?: readonly string[];
  /** The one namespace that it does not lack. */
  readonly except?: string;
}
