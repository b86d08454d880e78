// What the API server with a given configuration makes of a stored value: whether it can read it, and whether it would write it differently.
// k8s.io/apiserver/pkg/storage/value/transformer.go, prefixTransformers.TransformFromStorage
import { ENCRYPTED, hasPrefix, prefixOf } from './judge-stored.ts';
import { openLocal } from './open-local.ts';
import type { StorageProvider } from './storage-provider.ts';
import type { StoredObject, StoredValue } from './stored-value.ts';

export interface Reading {
  /** Null where only a KMS plugin could say. */
  readonly readable: boolean | null;
  /** Null where it depends on the plugin's current key_id, or where the value cannot be read. */
  readonly stale: boolean | null;
  /** Whose object it is, where it was opened. */
  readonly object?: StoredObject;
}

/** What is to be read. */
export interface Stored {
  readonly etcdKey: string;
  readonly bytes: Uint8Array;
  /** `judgeStored` of the bytes. */
  readonly judged: StoredValue;
}

/** The key_id that the plugin of a provider reports now; undefined where nobody said. */
export type CurrentKeyId = (provider: string) => string | undefined;

const UNREAD: Reading = { readable: false, stale: null };

/** A failure of one provider whose prefix fits is not the end: a later one may fit too. */
export function readStored(stored: Stored, providers: readonly StorageProvider[], currentKeyId: CurrentKeyId): Reading {
  for (const [index, provider] of providers.entries()) {
    const found = readWith(stored, provider, currentKeyId);
    if (found === undefined) continue;
    // Whether a plugin opens it cannot be seen from here; no other provider has its prefix.
    return found.readable !== false && index > 0 ? { ...found, stale: true } : found;
  }
  return UNREAD;
}

/** Undefined where the provider does not open it. */
function readWith(stored: Stored, provider: StorageProvider, currentKeyId: CurrentKeyId): Reading | undefined {
  switch (provider.kind) {
    case 'identity': {
      const { object } = stored.judged;
      return object === undefined || hasPrefix(stored.bytes, ENCRYPTED)
        ? undefined
        : { readable: true, stale: false, object };
    }
    case 'kms-v1':
    case 'kms-v2':
      return readWithKms(stored, provider, currentKeyId(provider.name));
    default:
      return readWithKeys(stored, provider);
  }
}

function readWithKeys(
  { bytes, etcdKey }: Stored,
  { kind, keys }: Extract<StorageProvider, { readonly keys: unknown }>,
): Reading | undefined {
  for (const [index, { name, secret }] of keys.entries()) {
    const prefix = Buffer.from(`${prefixOf(kind)}${name}:`);
    if (!startsWith(bytes, prefix)) continue;
    const opened = openLocal(kind, bytes.subarray(prefix.length), etcdKey, secret);
    // The API server takes what comes out of the first that opens it, and fails on it where it is no object.
    if (opened === 'no-object') return UNREAD;
    if (opened !== undefined) return { readable: true, stale: index > 0, object: opened };
  }
  return undefined;
}

/** KMS v1 has no key_id: only the plugin knows which key wrote a value. A key as such, from before 1.29, is written anew as a seed. */
function readWithKms(
  { judged }: Stored,
  { kind, name }: Extract<StorageProvider, { readonly name: string }>,
  current: string | undefined,
): Reading | undefined {
  if (judged.provider !== kind || judged.keyName !== name) return undefined;
  const isOld = judged.dekSource === 'key' || (current !== undefined && current !== judged.keyId);
  const isKnown = kind === 'kms-v2' && current !== undefined;
  return { readable: null, stale: kind === 'kms-v2' && isOld ? true : isKnown ? false : null };
}

function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return bytes.length >= prefix.length && prefix.every((byte, at) => bytes[at] === byte);
}
