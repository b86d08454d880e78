// One API server as a rotation sees it: what it says of itself, and objects that it stores again as they are.
import type { Rewrite } from './cluster/transport/question.ts';
import type { ConnectionSettings, Replied } from './cluster-connection.ts';

/** What one API server said; each part is undefined where it did not say. */
export interface ApiServerState {
  /** `/readyz`, its plugins of encryption at rest included. */
  readonly ready: boolean | undefined;
  /** `apiserver_id_hash`: SHA-256 of the name of its identity Lease. */
  readonly identity: string | undefined;
  /** `process_start_time_seconds`, as written. */
  readonly process: string | undefined;
  /** `apiserver_encryption_config_controller_last_config_info`, since 1.34: the file that it runs with. */
  readonly loadedHash: string | undefined;
  /** Reloads of that file that failed. */
  readonly failedReloads: number | undefined;
  /** By the name of a KMS v2 provider, `sha256:` and the digest of the key_id that its plugin reported last. */
  readonly keyIdHashes: ReadonlyMap<string, string>;
  /** `apiserver_id_hash` of each identity Lease in kube-system. https://kubernetes.io/docs/concepts/architecture/leases/#api-server-identity */
  readonly leases: readonly string[] | undefined;
}

/** The label that says whose migration it is. */
export const MARK = 'watertight-rotation';

export interface MigrationOrder {
  /** Of storagemigration.k8s.io, as the server serves it. */
  readonly version: string;
  readonly mark: string;
  readonly group: string;
  readonly resource: string;
}

export type ApiServerSettings = ConnectionSettings & {
  /** Whether objects may be stored again: the user is told so first. */
  readonly rewrites: boolean;
};

/** Throws the signal's reason when aborted, and `ClusterError` where there are no credentials. */
export interface ApiServerConnection {
  readonly context: string;
  /** Without credentials, as the kubeconfig has it. */
  readonly server: string;
  readonly observe: () => Promise<ApiServerState>;
  /** What a group of the API serves, by its path. */
  readonly read: (path: string) => Promise<Replied>;
  /** The metadata of one object, by its path; no content. */
  readonly metadata: (path: string) => Promise<Replied>;
  /** Has one object stored again as it is, if it still is in this state; the answer has no content. */
  readonly rewrite: (path: string, rewrite: Rewrite) => Promise<Replied>;
  /** Asks the cluster to store all objects of a resource again, under a mark of at most 63 letters and digits; the answer is the migration. */
  readonly migrate: (migration: MigrationOrder) => Promise<Replied>;
  readonly close: () => Promise<void>;
}
