// What an API server with a configuration makes of a value: readable, stale, moved; with keys of this test's own.
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { Sealed } from '@watertight/sealed';
import { describe, expect, test } from 'vitest';
import { message, storedObjectBytes } from '../../../../testbed/etcd-files/messages.ts';
import type { LocalKey, StorageProvider } from './storage-provider.ts';
import { verdictOf } from './verdict.ts';

const KEY = '/registry/secrets/shop/db';
const PLAIN = storedObjectBytes({ namespace: 'shop', name: 'db' }, 'MARKED-value');

const key = (name: string, fill: number, length = 32): LocalKey => ({
  name,
  secret: new Sealed(new Uint8Array(length).fill(fill)),
});
const ONE = key('one', 1);
const TWO = key('two', 2);
const ONE_OTHER = key('one', 9);

const secretOf = ({ secret }: LocalKey): Uint8Array => secret.use((bytes) => bytes);
const prefixed = (kind: string, { name }: LocalKey, ...body: readonly Uint8Array[]): Buffer =>
  Buffer.concat([Buffer.from(`k8s:enc:${kind}:v1:${name}:`), ...body]);

function gcm(local: LocalKey, aad = KEY, plain: Uint8Array = PLAIN): Buffer {
  const nonce = new Uint8Array(12).fill(7);
  const cipher = createCipheriv('aes-256-gcm', secretOf(local), nonce).setAAD(Buffer.from(aad));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return prefixed('aesgcm', local, nonce, sealed, cipher.getAuthTag());
}

function cbc(local: LocalKey, plain: Uint8Array = PLAIN): Buffer {
  const iv = new Uint8Array(16).fill(7);
  const cipher = createCipheriv(`aes-${secretOf(local).length * 8}-cbc`, secretOf(local), iv);
  return prefixed('aescbc', local, iv, cipher.update(plain), cipher.final());
}

/** A value whose last block ends with a right padding when `ONE_OTHER` decrypts it: one in 256 does. */
function openedByChance(): Buffer {
  for (let at = 0; at < 65_536; at++) {
    const value = cbc(ONE, Buffer.concat([PLAIN, message([9, at])]));
    const body = value.subarray('k8s:enc:aescbc:v1:one:'.length);
    const cipher = createDecipheriv('aes-256-cbc', secretOf(ONE_OTHER), body.subarray(0, 16)).setAutoPadding(false);
    if (cipher.update(body.subarray(16)).at(-1) === 1) return value;
  }
  throw new Error('no value is opened by chance');
}

function box(local: LocalKey, plain: Uint8Array = PLAIN): Buffer {
  const nonce = new Uint8Array(24).fill(7);
  return prefixed('secretbox', local, nonce, xsalsa20poly1305(secretOf(local), nonce).encrypt(plain));
}

const byChance = openedByChance();
const kms = (keyId: string, type = 1): Buffer =>
  Buffer.concat([
    Buffer.from('k8s:enc:kms:v2:vault:'),
    message([1, new Uint8Array(80)], [2, keyId], [3, new Uint8Array(60)], [5, type]),
  ]);
const kmsV1 = Buffer.concat([Buffer.from('k8s:enc:kms:v1:old:'), Buffer.from([0, 4]), new Uint8Array(40)]);

const IDENTITY: StorageProvider = { kind: 'identity' };
const aesgcm = (...keys: readonly LocalKey[]): StorageProvider => ({ kind: 'aesgcm', keys });
const aescbc = (...keys: readonly LocalKey[]): StorageProvider => ({ kind: 'aescbc', keys });
const secretbox = (...keys: readonly LocalKey[]): StorageProvider => ({ kind: 'secretbox', keys });
const VAULT: StorageProvider = { kind: 'kms-v2', name: 'vault' };
const NO_ID = (): undefined => undefined;

type Row = [string, Uint8Array, readonly StorageProvider[], boolean | null, boolean | null];

function verdict(
  value: Uint8Array,
  providers: readonly StorageProvider[] | undefined,
  currentKeyId = NO_ID as () => string | undefined,
  etcdKey = KEY,
) {
  const rules = providers === undefined ? {} : { providersOf: () => providers };
  return verdictOf({ key: etcdKey, value, revision: 5 }, { prefix: '/registry', currentKeyId, ...rules });
}

test.each<Row>([
  ['plain text, written so', PLAIN, [IDENTITY], true, false],
  ['plain text, still read', PLAIN, [aesgcm(ONE), IDENTITY], true, true],
  ['plain text, no more read', PLAIN, [aesgcm(ONE)], false, null],
  ['what is encrypted, by identity alone', gcm(ONE), [IDENTITY], false, null],
  ['aesgcm, the first key', gcm(ONE), [aesgcm(ONE, TWO), IDENTITY], true, false],
  ['aesgcm, the second key', gcm(ONE), [aesgcm(TWO, ONE)], true, true],
  ['aesgcm, the second provider', gcm(ONE), [secretbox(TWO), aesgcm(ONE)], true, true],
  ['aesgcm, behind identity', gcm(ONE), [IDENTITY, aesgcm(ONE)], true, true],
  ['aesgcm, another secret under the name', gcm(ONE), [aesgcm(ONE_OTHER)], false, null],
  ['aesgcm, the right secret in a later provider', gcm(ONE), [aesgcm(ONE_OTHER), aesgcm(ONE)], true, true],
  ['aesgcm, the same name twice in one provider', gcm(ONE), [aesgcm(ONE_OTHER, ONE)], true, true],
  ['aesgcm, of another etcd key', gcm(ONE, `${KEY}2`), [aesgcm(ONE)], false, null],
  ['aesgcm, no such key', gcm(ONE), [aesgcm(TWO)], false, null],
  ['aesgcm that holds no object', gcm(ONE, KEY, Buffer.from('nothing')), [aesgcm(ONE)], false, null],
  ['aescbc', cbc(ONE), [aescbc(ONE)], true, false],
  ['aescbc with a key of 16 bytes', cbc(key('s', 3, 16)), [aescbc(key('s', 3, 16))], true, false],
  ['aescbc, another secret under the name', cbc(ONE), [aescbc(ONE_OTHER)], false, null],
  ['aescbc that opens to no object', cbc(ONE, Buffer.from('nothing')), [aescbc(ONE)], false, null],
  ['aescbc that a wrong key opens by chance, before the right one', byChance, [aescbc(ONE_OTHER, ONE)], false, null],
  ['the same by the right one alone', byChance, [aescbc(ONE)], true, false],
  ['aescbc that the wrong key does not open', cbc(ONE), [aescbc(key('one', 8), ONE)], true, true],
  ['secretbox', box(ONE), [secretbox(ONE)], true, false],
  ['secretbox, another secret under the name', box(ONE), [secretbox(ONE_OTHER)], false, null],
  ['a key under another provider', box(ONE), [aesgcm(ONE)], false, null],
  ['KMS v2, nobody says the key_id', kms('a'), [VAULT], null, null],
  ['KMS v2, in second place', kms('a'), [aesgcm(ONE), VAULT], null, true],
  ['KMS v2, another name', kms('a'), [{ kind: 'kms-v2', name: 'other' }], false, null],
  ['KMS v2, encrypted with a key as such', kms('a', 0), [VAULT], null, true],
  ['KMS v1', kmsV1, [{ kind: 'kms-v1', name: 'old' }], null, null],
  ['KMS v1, in second place', kmsV1, [VAULT, { kind: 'kms-v1', name: 'old' }], null, true],
  ['bytes of nobody', Buffer.from('nothing at all'), [aesgcm(ONE), IDENTITY], false, null],
])('%s', (_, value, providers, readable, stale) => {
  expect(verdict(value, providers)).toMatchObject({ readable, stale });
});

test.each([
  ['a', false],
  ['b', true],
])('KMS v2, with the key_id %s now', (current, stale) => {
  expect(verdict(kms('a'), [VAULT], () => current)).toMatchObject({ readable: null, stale });
});

test('without a configuration nothing is said of reading', () => {
  expect(verdict(gcm(ONE), undefined)).toMatchObject({ provider: 'aesgcm', readable: null, stale: null });
});

describe('a value under an etcd key that is not its own', () => {
  const ELSEWHERE = '/registry/secrets/shop/other';

  test.each<[string, Uint8Array, boolean]>([
    ['plain text', PLAIN, true],
    ['secretbox', box(ONE), true],
    ['aescbc', cbc(ONE), true],
    ['aesgcm does not open there', gcm(ONE), false],
  ])('%s', (_, value, isSeen) => {
    const providers = [secretbox(ONE), aescbc(ONE), aesgcm(ONE), IDENTITY];
    expect(verdict(value, providers, NO_ID, ELSEWHERE).moved).toBe(isSeen ? true : undefined);
    expect(verdict(value, providers, NO_ID, KEY).moved).toBe(undefined);
  });

  test('another namespace, and another kind, are seen, too', () => {
    expect(verdict(PLAIN, undefined, NO_ID, '/registry/secrets/bank/db').moved).toBe(true);
    expect(verdict(PLAIN, undefined, NO_ID, '/registry/configmaps/shop/db').otherKind).toBe('Secret');
    expect(verdict(PLAIN, undefined).otherKind).toBe(undefined);
  });
});

test('nothing of a value is in a verdict', () => {
  const all = [PLAIN, gcm(ONE), cbc(ONE), box(ONE)].map((value) =>
    verdict(value, [secretbox(ONE), aescbc(ONE), aesgcm(ONE), IDENTITY]),
  );
  expect(JSON.stringify(all)).not.toContain('MARKED');
});
