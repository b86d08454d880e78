// Opens a value with a local key as the API server does, looks at whose object it is, and forgets the rest at once.
// k8s.io/apiserver/pkg/storage/value/encrypt/aes/aes.go and secretbox/secretbox.go
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import { createDecipheriv } from 'node:crypto';
import type { Sealed } from '@watertight/sealed';
import type { StorageProvider } from './storage-provider.ts';
import { storedObject } from './stored-object.ts';
import type { StoredObject } from './stored-value.ts';

type Kind = Extract<StorageProvider, { readonly keys: unknown }>['kind'];

const GCM_NONCE = 12;
const GCM_TAG = 16;
const SECRETBOX_NONCE = 24;
const SECRETBOX_KEY = 32;
const BLOCK = 16;

/**
 * The object inside; `no-object` where the key opens the value and something else comes out, which with aescbc happens to one wrong key in 256;
 * undefined where the key does not open it. `etcdKey` is authenticated by aesgcm alone.
 */
export function openLocal(
  kind: Kind,
  body: Uint8Array,
  etcdKey: string,
  secret: Sealed<Uint8Array>,
): StoredObject | 'no-object' | undefined {
  return secret.use((key) => {
    const plain = PLAIN[kind](body, key, etcdKey);
    if (plain === undefined) return undefined;
    const object = storedObject(plain);
    plain.fill(0);
    return object ?? 'no-object';
  });
}

const PLAIN: Readonly<Record<Kind, (body: Uint8Array, key: Uint8Array, etcdKey: string) => Uint8Array | undefined>> = {
  aescbc: plainOfCbc,
  aesgcm: plainOfGcm,
  secretbox: plainOfSecretbox,
};

function plainOfGcm(body: Uint8Array, key: Uint8Array, etcdKey: string): Uint8Array | undefined {
  const end = body.length - GCM_TAG;
  if (end < GCM_NONCE) return undefined;
  const algorithm = gcmOf(key);
  if (algorithm === undefined) return undefined;
  const cipher = createDecipheriv(algorithm, key, body.subarray(0, GCM_NONCE), { authTagLength: GCM_TAG });
  cipher.setAAD(Buffer.from(etcdKey)).setAuthTag(body.subarray(end));
  const plain = cipher.update(body.subarray(GCM_NONCE, end));
  try {
    cipher.final();
    return plain;
  } catch {
    plain.fill(0);
    return undefined;
  }
}

function gcmOf(key: Uint8Array): 'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm' | undefined {
  return ({ 16: 'aes-128-gcm', 24: 'aes-192-gcm', 32: 'aes-256-gcm' } as const)[key.length as 16 | 24 | 32];
}

/** Padding up to the whole length is taken, as by the API server; Node's own check takes a block at most. */
function plainOfCbc(body: Uint8Array, key: Uint8Array): Uint8Array | undefined {
  const isWhole = body.length >= 2 * BLOCK && body.length % BLOCK === 0;
  if (!isWhole || gcmOf(key) === undefined) return undefined;
  const cipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, body.subarray(0, BLOCK)).setAutoPadding(false);
  const plain = Buffer.concat([cipher.update(body.subarray(BLOCK)), cipher.final()]);
  const padding = plain.at(-1) ?? 0;
  const size = plain.length - padding;
  if (padding === 0 || size < 0 || plain.subarray(size).some((byte) => byte !== padding)) return undefined;
  return plain.subarray(0, size);
}

function plainOfSecretbox(body: Uint8Array, key: Uint8Array): Uint8Array | undefined {
  if (body.length < SECRETBOX_NONCE + GCM_TAG || key.length !== SECRETBOX_KEY) return undefined;
  try {
    return xsalsa20poly1305(key, body.subarray(0, SECRETBOX_NONCE)).decrypt(body.subarray(SECRETBOX_NONCE));
  } catch {
    return undefined;
  }
}
