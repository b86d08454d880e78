// Judges a value of etcd from its prefix and structure alone: which provider wrote it, with which key.
// k8s.io/apiserver/pkg/server/options/encryptionconfig/config.go has the prefixes, pkg/storage/value/encrypt the structures.
import { kmsV1Bound, kmsV2Object } from './kms-object.ts';
import { storedObject } from './stored-object.ts';
import { malformed } from './stored-value.ts';
import type { StoredProvider, StoredValue } from './stored-value.ts';
import { strictText } from './text.ts';

export const ENCRYPTED = 'k8s:enc:';
/** Bytes of a name that we look for a colon in; no configuration in use comes near it. */
const NAME_BYTES_MAX = 1024;
const COLON = 0x3a;

const BLOCK = 16;
const GCM_BYTES_MIN = 12 + 16;
const SECRETBOX_BYTES_MIN = 24 + 16;

const PREFIXES: readonly (readonly [prefix: string, provider: StoredProvider])[] = [
  [`${ENCRYPTED}aescbc:v1:`, 'aescbc'],
  [`${ENCRYPTED}aesgcm:v1:`, 'aesgcm'],
  [`${ENCRYPTED}secretbox:v1:`, 'secretbox'],
  [`${ENCRYPTED}kms:v1:`, 'kms-v1'],
  [`${ENCRYPTED}kms:v2:`, 'kms-v2'],
];

/** What a value of the provider begins with, before the name. */
export function prefixOf(provider: StoredProvider): string {
  return PREFIXES.find(([, named]) => named === provider)?.[0] ?? '';
}

/** Needs no key. Whatever the bytes are, there is an answer; none of it is a value. */
export function judgeStored(bytes: Uint8Array): StoredValue {
  if (bytes.length === 0) return malformed('it is empty');
  if (!hasPrefix(bytes, ENCRYPTED)) {
    const object = storedObject(bytes);
    if (object === undefined) return malformed('it is neither an object nor encrypted by Kubernetes');
    return { provider: 'identity', movable: true, object };
  }
  const found = PREFIXES.find(([prefix]) => hasPrefix(bytes, prefix));
  if (found === undefined) return malformed('it is encrypted by no provider that Kubernetes has');
  const [prefix, provider] = found;
  return judgeNamed(provider, bytes.subarray(prefix.length));
}

export function hasPrefix(bytes: Uint8Array, prefix: string): boolean {
  if (bytes.length < prefix.length) return false;
  for (let at = 0; at < prefix.length; at++) if (bytes[at] !== prefix.charCodeAt(at)) return false;
  return true;
}

/**
 * A name may hold colons itself, except with KMS v2: the first colon with a right structure behind it ends the name. Where none has one, the
 * first colon does, and what is behind it is malformed.
 */
function judgeNamed(provider: StoredProvider, bytes: Uint8Array): StoredValue {
  let first: StoredValue | undefined;
  for (let colon = nextColon(bytes, 0); colon >= 0; colon = nextColon(bytes, colon + 1)) {
    const keyName = strictText(bytes.subarray(0, colon));
    if (keyName === undefined) break;
    const judged = keyName === '' ? noName(provider) : judgeBody(provider, keyName, bytes.subarray(colon + 1));
    if (judged.provider !== 'malformed') return judged;
    first ??= judged;
    if (provider === 'kms-v2') break;
  }
  return first ?? noName(provider);
}

function noName(claims: StoredProvider): StoredValue {
  return malformed('it names no key', { claims });
}

function nextColon(bytes: Uint8Array, from: number): number {
  const at = bytes.indexOf(COLON, from);
  return at > NAME_BYTES_MAX ? -1 : at;
}

function judgeBody(provider: StoredProvider, keyName: string, body: Uint8Array): StoredValue {
  const claims = { claims: provider, keyName };
  switch (provider) {
    case 'aescbc':
      // aes.go looks at the last byte of what it opened without asking whether there is one (1.37.2).
      if (body.length === BLOCK)
        return malformed('it has no ciphertext: reading it makes the API server panic', claims);
      return body.length >= 2 * BLOCK && body.length % BLOCK === 0
        ? { provider, keyName, movable: true }
        : malformed('its ciphertext is no initialisation vector and whole blocks', claims);
    case 'aesgcm':
      return body.length >= GCM_BYTES_MIN
        ? { provider, keyName, movable: false }
        : malformed(`its ciphertext is shorter than ${GCM_BYTES_MIN} bytes`, claims);
    case 'secretbox':
      return body.length >= SECRETBOX_BYTES_MIN
        ? { provider, keyName, movable: true }
        : malformed(`its ciphertext is shorter than ${SECRETBOX_BYTES_MIN} bytes`, claims);
    case 'kms-v1': {
      const found = kmsV1Bound(body);
      return typeof found === 'string' ? malformed(found, claims) : { provider, keyName, movable: found.movable };
    }
    case 'kms-v2': {
      const found = kmsV2Object(body);
      return typeof found === 'string'
        ? malformed(found, claims)
        : { provider, keyName, keyId: found.keyId, movable: false, dekSource: found.dekSource };
    }
    default:
      return malformed('it is encrypted by no provider that Kubernetes has');
  }
}
