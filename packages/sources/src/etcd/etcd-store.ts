// What can be read of an etcd store, wherever it is: its values, and what its files hold besides.
import type { Coverage } from '@watertight/engine';
import type { Sealed } from '@watertight/sealed';
import type { Residue } from './residue.ts';
import type { StoredRevision } from './stored-revision.ts';

/** Where to read from: a running etcd, a snapshot's file, or the data folder of a member. */
export type EtcdPlace =
  | { readonly kind: 'snapshot'; readonly file: string }
  | { readonly kind: 'data-dir'; readonly folder: string }
  | ({ readonly kind: 'live' } & EtcdEndpoint);

export interface EtcdEndpoint {
  /** `https://HOST:PORT`; the first that answers is asked. */
  readonly endpoints: readonly string[];
  /** PEM files. */
  readonly caFile?: string;
  readonly certificateFile?: string;
  readonly keyFile?: string;
  /** `User-Agent`. */
  readonly agent: string;
}

export interface EtcdSettings {
  readonly place: EtcdPlace;
  /** What the API server's keys begin with: `/registry`. */
  readonly prefix: string;
  /** Bytes that were put into a Secret to be looked for. */
  readonly canary?: Sealed<Buffer>;
  readonly signal?: AbortSignal;
}

export interface EtcdStore {
  /** The file, folder or endpoint, as shown. */
  readonly name: string;
  /** The store's revision; 0 where no value of the file can be read. */
  readonly revision: number;
  /**
   * All values under the prefix, once: of a running etcd the current ones by key, of files also those that were replaced, the newest first. A value
   * stands until the next is asked for. Throws `ClusterError` where a running etcd stops to answer.
   */
  values(): AsyncGenerator<StoredRevision>;
  /** Once, after the values. Undefined where there are no files to look into. */
  residue(): Promise<Residue | undefined>;
  /** What was read and what was not; whole after the values and the residue. */
  readonly coverage: readonly Coverage[];
  /** True when every value was read; known after the values. */
  readonly isComplete: boolean;
  close(): Promise<void>;
}
