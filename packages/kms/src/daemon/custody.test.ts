// What the plugin answers while its key store answers, hangs, is cut off or revokes its key.
import { describe, expect, test } from 'vitest';
import { activateKey, addKey } from '../keys/key-ring.ts';
import { isAnnotationKey } from '../protocol/limits.ts';
import { decrypt, encrypt, reasonOf, seed, SEED, setUp, statusOf, WINDOW_MS } from '../testing/custody-under-test.ts';
import { Refusal } from './refusal.ts';

describe('while the store answers', () => {
  test('Status, Encrypt and Decrypt name the same key_id', async () => {
    const { custody, ring } = await setUp();
    const keyId = ring.keys[0]?.keyId;
    expect(custody.status()).toEqual({ version: 'v2', healthz: 'ok', keyId });
    const answer = await encrypt(custody);
    expect(answer.keyId).toBe(keyId);
    expect(await decrypt(custody, answer)).toBe(SEED);
  });

  test('annotations are as the API server wants them', async () => {
    const { custody } = await setUp();
    const { annotations } = await encrypt(custody);
    expect([...annotations.keys()].every(isAnnotationKey)).toBe(true);
  });

  test('the plaintext is overwritten, answered or refused', async () => {
    const { custody, backend } = await setUp();
    const zeros = (value: ReturnType<typeof seed>): boolean => value.use((bytes) => bytes.every((byte) => byte === 0));
    const [answered, refused] = [seed(), seed()];
    await custody.encrypt({ plaintext: answered, uid: 'u' });
    backend.mood = 'revoked';
    await custody.probe();
    await reasonOf(custody.encrypt({ plaintext: refused, uid: 'u' }));
    expect([zeros(answered), zeros(refused)]).toEqual([true, true]);
  });

  test('while another key is tried, every answer has the key_id of Status', async () => {
    const { custody, backend, ring } = await setUp();
    const added = addKey(ring, await backend.newest(), '');
    const changing = custody.useRing(activateKey(added, added.keys[1]?.keyId ?? ''));
    const seen = new Set<string>();
    for (let at = 0; at < 20; at++) {
      const { keyId } = custody.status();
      expect((await encrypt(custody)).keyId).toBe(keyId);
      seen.add(keyId);
    }
    await changing;
    expect(seen.size).toBe(2);
  });

  test('the same seed twice gives two ciphertexts', async () => {
    const { custody } = await setUp();
    const [a, b] = await Promise.all([encrypt(custody), encrypt(custody)]);
    expect(Buffer.from(a.ciphertext).equals(b.ciphertext)).toBe(false);
  });

  test('another process opens it, and asks the store once for all who wait', async () => {
    const { custody, make, backend, events } = await setUp();
    const answer = await encrypt(custody);
    const other = make();
    await other.probe();
    backend.unwraps = 0;
    expect(await Promise.all(Array.from({ length: 50 }, () => decrypt(other, answer)))).toEqual(Array(50).fill(SEED));
    expect(backend.unwraps).toBe(1);
    const unwraps = events.filter((record) => record.event === 'unwrap');
    expect([unwraps.length, unwraps.filter(({ remote }) => remote).length]).toEqual([50, 1]);
  });

  test('five old keys open after a restart', async () => {
    const { custody, backend, ring: first, make } = await setUp();
    const answers = [await encrypt(custody)];
    let ring = first;
    for (let at = 1; at < 6; at++) {
      backend.rotate();
      ring = addKey(ring, await backend.newest(), '');
      ring = activateKey(ring, ring.keys[at]?.keyId ?? '');
      await custody.useRing(ring);
      answers.push(await encrypt(custody));
    }
    const other = make();
    await other.useRing(ring);
    expect(new Set(answers.map(({ keyId }) => keyId)).size).toBe(6);
    for (const answer of answers) expect(await decrypt(other, answer)).toBe(SEED);
  });
});

describe('while the store does not answer', () => {
  test.each(['unreachable', 'hangs'] as const)('%s: all goes on within the window, and not after it', async (mood) => {
    const { custody, backend, clock } = await setUp();
    const answer = await encrypt(custody);
    backend.mood = mood;
    clock.now += WINDOW_MS - 1;
    await custody.probe();
    expect([custody.health.state, await statusOf(custody)]).toEqual(['degraded', 'answered']);
    expect(await decrypt(custody, answer)).toBe(SEED);
    expect(await reasonOf(encrypt(custody))).toBe('answered');
    clock.now += 1;
    expect([custody.health.state, await statusOf(custody)]).toEqual(['unreachable', 'unreachable']);
    expect(await reasonOf(encrypt(custody))).toBe('unreachable');
    expect(await reasonOf(decrypt(custody, answer))).toBe('unreachable');
    await custody.probe();
    expect(custody.keks.size).toBe(0);
    backend.mood = 'answers';
    await custody.probe();
    expect([custody.health.state, await statusOf(custody)]).toEqual(['ok', 'answered']);
    expect(await decrypt(custody, answer)).toBe(SEED);
  });

  test('a start before the store: Status fails until it answers', async () => {
    const { backend, make } = await setUp();
    backend.mood = 'unreachable';
    const custody = make();
    await custody.probe();
    expect([custody.health.state, await statusOf(custody)]).toEqual(['starting', 'unreachable']);
    backend.mood = 'answers';
    await custody.probe();
    expect(await statusOf(custody)).toBe('answered');
  });

  test('old keys in use are asked for in time, so that an outage finds them at hand', async () => {
    const { custody, make, backend, clock } = await setUp();
    const answer = await encrypt(custody);
    const other = make();
    await other.probe();
    await decrypt(other, answer);
    clock.now += WINDOW_MS / 2;
    await other.probe();
    backend.mood = 'unreachable';
    clock.now += WINDOW_MS - 1;
    expect(await decrypt(other, answer)).toBe(SEED);
  });
});

describe('once the key is revoked', () => {
  test('the next probe ends all use of it, and its return is seen', async () => {
    const { custody, backend, events } = await setUp();
    const answer = await encrypt(custody);
    backend.mood = 'revoked';
    await custody.probe();
    expect([custody.health.state, await statusOf(custody), custody.keks.size]).toEqual(['revoked', 'revoked', 0]);
    expect(await reasonOf(encrypt(custody))).toBe('revoked');
    expect(await reasonOf(decrypt(custody, answer))).toBe('revoked');
    expect(events.filter(({ event }) => event === 'health').at(-1)).toMatchObject({ state: 'revoked' });
    backend.mood = 'answers';
    await custody.probe();
    expect(await statusOf(custody)).toBe('answered');
    expect(await decrypt(custody, answer)).toBe(SEED);
  });

  test('Status fails as a call: text in healthz would let API servers go on writing', async () => {
    const { custody, backend } = await setUp();
    backend.mood = 'revoked';
    await custody.probe();
    expect(() => custody.status()).toThrow(Refusal);
  });

  test('an old key is let go of while the active one goes on', async () => {
    const { custody, backend, ring, clock } = await setUp();
    const answer = await encrypt(custody);
    backend.rotate();
    const added = addKey(ring, await backend.newest(), '');
    await custody.useRing(activateKey(added, added.keys[1]?.keyId ?? ''));
    backend.moods.set('1', 'revoked');
    clock.now += WINDOW_MS / 2;
    await custody.probe();
    expect(await reasonOf(decrypt(custody, answer))).toBe('revoked');
    expect(await statusOf(custody)).toBe('answered');
  });
});

describe('key_id changes only when told', () => {
  test('not when the store rotates its key', async () => {
    const { custody, backend } = await setUp();
    const { keyId } = custody.status();
    backend.rotate();
    await custody.probe();
    expect(custody.status().keyId).toBe(keyId);
  });

  test('and not to a key that does not work', async () => {
    const { custody, backend, ring } = await setUp();
    const { keyId } = custody.status();
    backend.rotate();
    const added = addKey(ring, await backend.newest(), '');
    backend.moods.set('2', 'revoked');
    await expect(custody.useRing(activateKey(added, added.keys[1]?.keyId ?? ''))).rejects.toMatchObject({
      kind: 'revoked',
    });
    expect(custody.status().keyId).toBe(keyId);
    expect(await reasonOf(encrypt(custody))).toBe('answered');
  });

  test('the change is written down', async () => {
    const { custody, backend, ring, events } = await setUp();
    const added = addKey(ring, await backend.newest(), '');
    const keyId = added.keys[1]?.keyId ?? '';
    await custody.useRing(activateKey(added, keyId));
    expect(custody.status().keyId).toBe(keyId);
    expect(events.at(-1)).toEqual({ event: 'rotate', keyId, from: ring.keys[0]?.keyId });
  });
});
