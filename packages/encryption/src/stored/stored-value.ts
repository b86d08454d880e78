// What is known of one value in etcd from its bytes alone.

/** How a value is stored; `malformed`: neither an object nor what a provider of Kubernetes writes. */
export type StoredProvider = 'identity' | 'aescbc' | 'aesgcm' | 'secretbox' | 'kms-v1' | 'kms-v2' | 'malformed';

export interface StoredValue {
  readonly provider: StoredProvider;
  /** The provider that the prefix of a malformed value names. */
  readonly claims?: StoredProvider;
  /** The name of the key, or of the KMS provider. */
  readonly keyName?: string;
  /** The key_id of KMS v2. */
  readonly keyId?: string;
  /** Why it is malformed, in words of ours. */
  readonly problem?: string;
  /** Whether the value also opens under another etcd key; null where the bytes do not say. */
  readonly movable: boolean | null;
  /** KMS v2: whether a seed (since 1.29) or a key as such encrypted it. */
  readonly dekSource?: 'seed' | 'key';
  /** What the value holds, where it is not encrypted. */
  readonly object?: StoredObject;
}

/** Identity of a stored object; never more of it. */
export interface StoredObject {
  readonly encoding: 'protobuf' | 'json' | 'cbor';
  /** Absent in CBOR, which is not read further. */
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
}

export function malformed(problem: string, claims?: Pick<StoredValue, 'claims' | 'keyName' | 'keyId'>): StoredValue {
  return { provider: 'malformed', ...claims, problem, movable: null };
}
