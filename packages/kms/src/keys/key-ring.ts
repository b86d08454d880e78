// The key ring: which key_ids exist, which one writes, and the order in which they came; it only ever grows.
import { z } from 'zod';
import type { RemoteKey } from '../backends/backend.ts';
import { keyIdOf } from './key-id.ts';
import { SetupError } from '../errors/setup-error.ts';

/**
 * `next` may be read and has never written; one `active` writes; `old` may be read and never writes again; `retired` is refused.
 * Every API server's plugin must know a key before any of them writes with it, so a key is added as `next` first.
 */
export type KeyState = 'next' | 'active' | 'old' | 'retired';

export interface RingKey {
  readonly keyId: string;
  readonly epoch: number;
  readonly key: RemoteKey;
  readonly state: KeyState;
  /** RFC 3339; for people. */
  readonly added: string;
}

export interface KeyRing {
  readonly backend: string;
  readonly keys: readonly RingKey[];
}

const SCHEMA = 'watertight/kms-keyring/v1';
const key = z.strictObject({
  keyId: z.string(),
  epoch: z.int().positive(),
  key: z.strictObject({ store: z.string(), name: z.string(), version: z.string(), made: z.string() }),
  state: z.enum(['next', 'active', 'old', 'retired']),
  added: z.string(),
});
const file = z.strictObject({ schema: z.literal(SCHEMA), backend: z.string(), keys: z.array(key) });

const RESTORE = 'Restore the ring from its backup: a new one would not know the key_ids that stand in etcd.';

/** Throws a {@link SetupError} where the text is no ring, or where an entry is not what its key_id says. */
export function parseRing(text: string): KeyRing {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SetupError('the key ring is no JSON', RESTORE);
  }
  const read = file.safeParse(value);
  if (!read.success) throw new SetupError('the key ring has another form', RESTORE);
  const { backend, keys } = read.data;
  for (const [index, entry] of keys.entries()) {
    const isNext = entry.epoch === index + 1;
    if (!isNext || entry.keyId !== keyIdOf(backend, entry.key, entry.epoch)) {
      throw new SetupError(`entry ${index + 1} of the key ring was changed by hand`, RESTORE);
    }
  }
  if (keys.filter(({ state }) => state === 'active').length !== 1) {
    throw new SetupError('the key ring has not exactly one active key', RESTORE);
  }
  return { backend, keys };
}

export function ringText({ backend, keys }: KeyRing): string {
  return `${JSON.stringify({ schema: SCHEMA, backend, keys }, null, 2)}\n`;
}

export function activeKey(ring: KeyRing): RingKey {
  const active = ring.keys.find(({ state }) => state === 'active');
  if (active === undefined) throw new SetupError('the key ring has no active key', RESTORE);
  return active;
}

function entryOf(backend: string, remote: RemoteKey, epoch: number): Omit<RingKey, 'state' | 'added'> {
  return { keyId: keyIdOf(backend, remote, epoch), epoch, key: remote };
}

/** A ring with one key, which writes. */
export function newRing(backend: string, remote: RemoteKey, added: string): KeyRing {
  return { backend, keys: [{ ...entryOf(backend, remote, 1), state: 'active', added }] };
}

/** The same key may be added again: it gets another epoch, hence another key_id. */
export function addKey(ring: KeyRing, remote: RemoteKey, added: string): KeyRing {
  const entry = entryOf(ring.backend, remote, ring.keys.length + 1);
  return { ...ring, keys: [...ring.keys, { ...entry, state: 'next', added }] };
}

function mustFind(ring: KeyRing, keyId: string): RingKey {
  const found = ring.keys.find((entry) => entry.keyId === keyId);
  if (found !== undefined) return found;
  throw new SetupError('the key ring has no such key_id', 'Ask kms keys list for those it has.');
}

function withState(ring: KeyRing, states: ReadonlyMap<string, KeyState>): KeyRing {
  return { ...ring, keys: ring.keys.map((entry) => ({ ...entry, state: states.get(entry.keyId) ?? entry.state })) };
}

/** Only a key that never wrote: the key_id of one that did must not come back. */
export function activateKey(ring: KeyRing, keyId: string): KeyRing {
  if (mustFind(ring, keyId).state !== 'next') {
    throw new SetupError('this key_id has been active before', 'Add the key again: it gets a key_id of its own.');
  }
  return withState(ring, new Map([[activeKey(ring).keyId, 'old'] as const, [keyId, 'active'] as const]));
}

/** What was sealed under it cannot be opened from then on. */
export function retireKey(ring: KeyRing, keyId: string): KeyRing {
  if (mustFind(ring, keyId).state === 'active') {
    throw new SetupError('the active key cannot be retired', 'Activate another one first.');
  }
  return withState(ring, new Map([[keyId, 'retired']]));
}
