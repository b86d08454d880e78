// What every key store must do, as tests: the same for all, with what each can show of outages and revocation.
import { Sealed } from '@watertight/sealed';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KeyBackend, RemoteKey } from '../backends/backend.ts';
import { BackendError } from '../errors/backend-error.ts';

/** A store that a test may do anything to. */
export interface StoreUnderTest {
  readonly backend: KeyBackend;
  /** Makes a newer version, or a newer key. */
  rotate(): Promise<void>;
  /** Takes the use of this key away, and gives it back. */
  revoke(key: RemoteKey): Promise<void>;
  restore(key: RemoteKey): Promise<void>;
  /** Makes the store unreachable, and reachable again; absent where a store cannot be. */
  readonly outage?: { begin(): Promise<void>; end(): Promise<void> };
  /** Texts that no error may hold. */
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

const KEK = 'marked-key-of-thirty-two-bytes-!';
const kek = (): Sealed<Uint8Array> => new Sealed<Uint8Array>(Buffer.from(KEK));
const bound = (text: string): Uint8Array => Buffer.from(text);
const opened = (value: Sealed<Uint8Array>): string => value.use((bytes) => Buffer.from(bytes).toString());

async function failure(answer: Promise<unknown>): Promise<BackendError> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof BackendError) return error;
    throw error;
  }
  throw new Error('it answered');
}

/** The caller skips the whole where the store cannot be had. */
export function describeStore(setUp: () => Promise<StoreUnderTest>): void {
  let store: StoreUnderTest;
  let key: RemoteKey;
  beforeAll(async () => {
    store = await setUp();
    key = await store.backend.newest();
  });
  afterAll(async () => {
    await store.close();
  });
  const wrap = (): Promise<Uint8Array> => store.backend.wrap(key, kek(), bound('key-id-1'));
  const kindOf = async (wrapped: Uint8Array, additional = 'key-id-1', by = key): Promise<string> =>
    (await failure(store.backend.unwrap(by, wrapped, bound(additional)))).kind;

  test('the newest key is the same until there is a newer one', async () => {
    expect(await store.backend.newest()).toEqual(key);
  });

  test('what is wrapped is unwrapped, and does not show', async () => {
    const wrapped = await wrap();
    expect(Buffer.from(wrapped).includes(KEK)).toBe(false);
    expect(opened(await store.backend.unwrap(key, wrapped, bound('key-id-1')))).toBe(KEK);
  });

  test('a wrap is short enough for an annotation, and another each time', async () => {
    const [one, two] = [await wrap(), await wrap()];
    expect(one.length).toBeLessThan(4096);
    expect(Buffer.from(one).equals(two)).toBe(false);
  });

  test.each(['key-id-2', '', 'key-id-1 '])('with other additional data (%j) it is a mismatch', async (additional) => {
    expect(await kindOf(await wrap(), additional)).toBe('mismatch');
  });

  test('changed, cut or foreign bytes are a mismatch', async () => {
    const wrapped = await wrap();
    const places = [20, Math.floor(wrapped.length / 2), wrapped.length - 6];
    for (const at of places) {
      const changed = Buffer.from(wrapped);
      // Stays within the alphabet of stores whose wraps are text.
      changed[at] = changed[at] === 65 ? 66 : 65;
      expect(await kindOf(changed)).toBe('mismatch');
    }
    expect(await kindOf(wrapped.subarray(0, wrapped.length - 8))).toBe('mismatch');
    expect(await kindOf(new Uint8Array())).toBe('mismatch');
    expect(await kindOf(Buffer.from('nothing of ours'))).toBe('mismatch');
  });

  test('a revoked key is said to be revoked, and works again when it is restored', async () => {
    const wrapped = await wrap();
    await store.revoke(key);
    expect(await kindOf(wrapped)).toBe('revoked');
    expect((await failure(wrap())).kind).toBe('revoked');
    await store.restore(key);
    expect(opened(await store.backend.unwrap(key, wrapped, bound('key-id-1')))).toBe(KEK);
  });

  test('a store that cannot be reached is said so, and answers again afterwards', async (context) => {
    const { outage } = store;
    if (outage === undefined) return context.skip('root may read everything, and this store is a folder');
    const wrapped = await wrap();
    await outage.begin();
    try {
      expect(await kindOf(wrapped)).toBe('unreachable');
    } finally {
      await outage.end();
    }
    expect(opened(await store.backend.unwrap(key, wrapped, bound('key-id-1')))).toBe(KEK);
  });

  test('after a rotation there is a newer key; what the old one wrapped opens with it, and with it alone', async () => {
    const wrapped = await wrap();
    await store.rotate();
    const newer = await store.backend.newest();
    expect(newer).not.toEqual(key);
    expect(opened(await store.backend.unwrap(key, wrapped, bound('key-id-1')))).toBe(KEK);
    expect(await kindOf(wrapped, 'key-id-1', newer)).toBe('mismatch');
    // Only when told is the newer one used.
    const again = await wrap();
    expect(opened(await store.backend.unwrap(key, again, bound('key-id-1')))).toBe(KEK);
    const byNewer = await store.backend.wrap(newer, kek(), bound('key-id-2'));
    expect(await kindOf(byNewer, 'key-id-2', key)).toBe('mismatch');
  });

  describe('no error holds', () => {
    test('a key, a token or what was sent', async () => {
      const wrapped = await wrap();
      const errors = [
        await failure(store.backend.unwrap(key, wrapped, bound('other'))),
        await failure(store.backend.unwrap({ ...key, name: 'no-such-key' }, wrapped, bound('key-id-1'))),
        await failure(store.backend.wrap({ ...key, name: 'no-such-key' }, kek(), bound('key-id-1'))),
      ];
      for (const { message, stack = '', cause } of errors) {
        expect(cause).toBeUndefined();
        for (const secret of [KEK, Buffer.from(KEK).toString('base64'), ...store.secrets]) {
          expect(message + stack).not.toContain(secret);
        }
      }
    });
  });
}
