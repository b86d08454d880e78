// Which object is to be stored again.

/** By the names that etcd's key gives. */
export interface ObjectName {
  /** As an EncryptionConfiguration names it: `secrets`, `deployments.apps`. */
  readonly resource: string;
  readonly namespace?: string;
  readonly name: string;
}
