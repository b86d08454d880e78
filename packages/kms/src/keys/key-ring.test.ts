// The key ring: what may follow what, that no key_id comes back, and that a ring changed by hand is refused.
import { describe, expect, test } from 'vitest';
import type { RemoteKey } from '../backends/backend.ts';
import { keyIdOf } from './key-id.ts';
import { activateKey, activeKey, addKey, type KeyRing, newRing, parseRing, retireKey, ringText } from './key-ring.ts';

const KEY: RemoteKey = { store: 's', name: 'n', version: '1', made: 'm' };
const OTHER: RemoteKey = { ...KEY, version: '2' };
const AT = '2026-01-01T00:00:00Z';

const states = (ring: KeyRing): string[] => ring.keys.map(({ state }) => state);
const idAt = (ring: KeyRing, at: number): string => ring.keys[at]?.keyId ?? '';

describe('key_id', () => {
  test('has three parts, and is within 1 kB', () => {
    expect(keyIdOf('vault', KEY, 7)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{16}-7$/);
  });

  test.each([
    ['backend', keyIdOf('file', KEY, 1)],
    ['store', keyIdOf('vault', { ...KEY, store: 't' }, 1)],
    ['name', keyIdOf('vault', { ...KEY, name: 'o' }, 1)],
    ['version', keyIdOf('vault', OTHER, 1)],
    ['making', keyIdOf('vault', { ...KEY, made: 'later' }, 1)],
    ['epoch', keyIdOf('vault', KEY, 2)],
    ['boundary of two fields', keyIdOf('vault', { ...KEY, name: '', version: 'n1' }, 1)],
  ])('another %s is another key_id', (_, other) => {
    expect(other).not.toBe(keyIdOf('vault', KEY, 1));
    expect(keyIdOf('vault', { ...KEY }, 1)).toBe(keyIdOf('vault', KEY, 1));
  });

  test('names neither store nor key', () => {
    const id = keyIdOf('vault', { ...KEY, store: 'https://vault.example', name: 'production' }, 1);
    expect(id).not.toContain('production');
    expect(id).not.toContain('example');
  });
});

describe('life of a key', () => {
  const one = newRing('vault', KEY, AT);
  const two = addKey(one, OTHER, AT);

  test('a new key is read before it writes', () => {
    expect(states(two)).toEqual(['active', 'next']);
    expect(activeKey(two).keyId).toBe(idAt(one, 0));
  });

  test('activated, it writes, and the one before may still be read', () => {
    const ring = activateKey(two, idAt(two, 1));
    expect(states(ring)).toEqual(['old', 'active']);
  });

  test('what was active cannot be activated again; the same key added again can, under another key_id', () => {
    const ring = activateKey(two, idAt(two, 1));
    expect(() => activateKey(ring, idAt(ring, 0))).toThrow('has been active before');
    expect(() => activateKey(ring, idAt(ring, 1))).toThrow('has been active before');
    const again = addKey(ring, KEY, AT);
    expect(new Set(again.keys.map(({ keyId }) => keyId)).size).toBe(3);
    expect(states(activateKey(again, idAt(again, 2)))).toEqual(['old', 'old', 'active']);
  });

  test('an old key can be retired, the active one cannot', () => {
    const ring = activateKey(two, idAt(two, 1));
    expect(states(retireKey(ring, idAt(ring, 0)))).toEqual(['retired', 'active']);
    expect(() => retireKey(ring, idAt(ring, 1))).toThrow('active key cannot be retired');
    expect(() => activateKey(retireKey(two, idAt(two, 1)), idAt(two, 1))).toThrow('has been active before');
  });

  test('a key_id that is not there is said', () => {
    expect(() => retireKey(two, 'x')).toThrow('no such key_id');
  });
});

describe('as a file', () => {
  const ring = addKey(newRing('vault', KEY, AT), OTHER, AT);
  const changed = (change: (value: { backend: string; keys: Record<string, unknown>[] }) => void): string => {
    const value = JSON.parse(ringText(ring)) as { backend: string; keys: Record<string, unknown>[] };
    change(value);
    return JSON.stringify(value);
  };

  test('is read as it was written', () => {
    expect(parseRing(ringText(ring))).toEqual(ring);
    expect(parseRing(changed(() => undefined))).toEqual(ring);
  });

  test.each([
    ['no JSON', '{', 'is no JSON'],
    ['another form', '{}', 'has another form'],
    ['an entry taken out', changed(({ keys }) => keys.shift()), 'entry 1 of the key ring was changed by hand'],
    ['a key put in place of another', changed(({ keys }) => (keys[1] = { ...keys[1], key: KEY })), 'entry 2'],
    ['entries in another order', changed((value) => (value.keys = value.keys.toReversed())), 'entry 1'],
    ['another backend', changed((value) => (value.backend = 'aws')), 'entry 1'],
    ['no active key', changed(({ keys }) => (keys[0] = { ...keys[0], state: 'old' })), 'not exactly one active key'],
    [
      'two active keys',
      changed(({ keys }) => (keys[1] = { ...keys[1], state: 'active' })),
      'not exactly one active key',
    ],
    ['an unknown field', changed(({ keys }) => (keys[1] = { ...keys[1], more: 1 })), 'has another form'],
  ])('%s is refused', (_, text, reason) => {
    expect(() => parseRing(text)).toThrow(reason);
  });
});
