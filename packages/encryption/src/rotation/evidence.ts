// What was observed of a rotation: each API server with its file, and the values in etcd. No secret, and nothing assumed.
import type { LocalKey } from '../stored/storage-provider.ts';

export type LocalKind = 'secretbox' | 'aesgcm' | 'aescbc';

/** The key that shall write, and in the end be the only one. The user names it, so that every run means the same one. */
export interface RotationGoal {
  /** `kms-v2`: the key_id that a plugin reports. */
  readonly provider: LocalKind | 'kms-v2';
  /** Of a plugin, the name of its provider. */
  readonly keyName: LocalKey['name'];
  /** As an EncryptionConfiguration names it. */
  readonly resource: string;
}

/** Where the goal's key stands in a file's list for the resource: `second` is anywhere behind the first. */
export type FileStage = 'absent' | 'second' | 'first' | 'only';

/** One API server, asked directly, and the file that it is started with. */
export interface ServerEvidence {
  /** As the user named it. */
  readonly name: string;
  readonly stage: FileStage;
  /** `sha256:` and the hexadecimal digest of the file. */
  readonly fileHash: string;
  /** What it says that it runs with; undefined where it does not say. `last_config_info`, since 1.34. */
  readonly loadedHash: string | undefined;
  /** `apiserver_id_hash`; undefined where it does not say. */
  readonly identity: string | undefined;
  /** Tells processes of one identity apart: when it started. Undefined where it does not say. */
  readonly process: string | undefined;
  /** `/readyz`; undefined where nobody answered. */
  readonly ready: boolean | undefined;
  /** Reloads that failed since it started; undefined where it does not say. */
  readonly failedReloads: number | undefined;
  /** Of the key_id that the goal's plugin reported to it last, `sha256:` and the digest; undefined where it does not say, or the goal is no plugin's. */
  readonly keyIdHash: string | undefined;
  /** Whether it opens objects of each key_id in etcd, which no file shows; undefined where it does not say, or there are none. */
  readonly opensPlugins: boolean | undefined;
}

/** Read after the servers were asked: what a server wrote before is in it. */
export interface StoreEvidence {
  readonly revision: number;
  /** Current objects of the resource. */
  readonly objects: number;
  /** Those that are not stored with the goal's key. */
  readonly old: number;
  /** Those that the file of some server does not open, or of which that cannot be said. */
  readonly unreadable: number;
  /** Different key_ids that they are stored with: what only a plugin opens. */
  readonly pluginKeys: number;
  /** False where not every value was read. */
  readonly isComplete: boolean;
}

export interface RotationEvidence {
  readonly servers: readonly ServerEvidence[];
  /** `apiserver_id_hash` of every API server that has an identity Lease; undefined where they cannot be listed. */
  readonly leases: readonly string[] | undefined;
  /** Every key that stands in several files has the same bytes in each. */
  readonly keysAgree: boolean;
  /** Where the goal is a plugin's: the key_id that the user expects, as `keyIdHash`. */
  readonly plugin: { readonly expectedHash: string | undefined } | undefined;
  /** Undefined where etcd cannot be read. */
  readonly store: StoreEvidence | undefined;
}
