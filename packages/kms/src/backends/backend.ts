// What a key backend is: it wraps small keys with a key that never leaves it, and says plainly why it cannot.
import type { Sealed } from '@watertight/sealed';

export type BackendName = 'file' | 'pkcs11' | 'vault' | 'aws' | 'gcp' | 'azure';

/** One version of one key of a backend. Names things only: it stands in the key ring and in key_id's hash. */
export interface RemoteKey {
  /** Which store: an address and mount, a token's serial number, a region and account. */
  readonly store: string;
  /** The key's name there. */
  readonly name: string;
  /** Which version of it, in the backend's own words. */
  readonly version: string;
  /** When that version was made, or what else tells it from a later one of the same name. */
  readonly made: string;
}

/**
 * One store of keys. Every method rejects with a {@link BackendError} and with nothing else, within the time that the
 * backend was given; `additional` is bound to the wrap, and unwrapping with other additional data is a `mismatch`.
 */
export interface KeyBackend {
  readonly name: BackendName;
  /** The version that the store would use for a new key of ours; nothing is written. */
  newest(): Promise<RemoteKey>;
  wrap(key: RemoteKey, plaintext: Sealed<Uint8Array>, additional: Uint8Array): Promise<Uint8Array>;
  unwrap(key: RemoteKey, wrapped: Uint8Array, additional: Uint8Array): Promise<Sealed<Uint8Array>>;
  /** Ends connections and child processes. */
  close(): Promise<void>;
}
