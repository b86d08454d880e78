// What the bytes of a stored value say without a key, each form beside twins that differ in one thing.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { message, storedObjectBytes } from '../../../../testbed/etcd-files/messages.ts';
import { judgeStored } from './judge-stored.ts';
import type { StoredValue } from './stored-value.ts';

const bytes = (...parts: readonly (string | number | Uint8Array)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.alloc(part, 0x2a) : Buffer.from(part))));

const SECRET = storedObjectBytes({ namespace: 'shop', name: 'db' }, 'fake');
const JSON_OBJECT = '{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"w","namespace":"shop"}}';

/** 253 characters. */
const LONGEST = `${'a.'.repeat(126)}a`;

interface Kms {
  readonly data?: Uint8Array;
  readonly keyId?: Uint8Array | string;
  readonly wrapped?: Uint8Array;
  readonly annotations?: readonly (readonly [string, Uint8Array])[];
  readonly type?: number;
}

function kms({ data = bytes(64), keyId = 'id-1', wrapped = bytes(60), annotations = [], type = 1 }: Kms = {}): Buffer {
  const entries = annotations.map(([key, value]) => [4, message([1, key], [2, value])] as const);
  return bytes('k8s:enc:kms:v2:vault:', message([1, data], [2, keyId], [3, wrapped], ...entries, [5, type]));
}

type Expected = Partial<StoredValue>;
const malformed = { provider: 'malformed', movable: null } as const;

test.each<[string, Buffer, Expected]>([
  ['nothing', bytes(), { ...malformed, problem: 'it is empty' }],
  ['other bytes', bytes(40), malformed],
  [
    'an object in protobuf',
    SECRET,
    {
      provider: 'identity',
      movable: true,
      object: { encoding: 'protobuf', apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'db' },
    },
  ],
  ['the same, cut', SECRET.subarray(0, -8), malformed],
  ['the same without a kind', bytes('k8s\0', message([1, message([1, 'v1'])], [2, bytes(2)])), malformed],
  ['the same without an object', bytes('k8s\0', message([1, message([1, 'v1'], [2, 'Secret'])])), malformed],
  [
    'an object in JSON',
    bytes(JSON_OBJECT),
    {
      provider: 'identity',
      object: { encoding: 'json', apiVersion: 'example.com/v1', kind: 'Widget', namespace: 'shop', name: 'w' },
    },
  ],
  ['JSON that breaks off', bytes(JSON_OBJECT.slice(0, -1)), malformed],
  ['JSON without a kind', bytes('{"apiVersion":"v1"}'), malformed],
  [
    'an object in CBOR',
    bytes(Buffer.from([0xd9, 0xd9, 0xf7, 0xa2])),
    { provider: 'identity', object: { encoding: 'cbor' } },
  ],
  ['CBOR that is no map', bytes(Buffer.from([0xd9, 0xd9, 0xf7, 0x82])), malformed],
  ['aescbc', bytes('k8s:enc:aescbc:v1:one:', 48), { provider: 'aescbc', keyName: 'one', movable: true }],
  ['aescbc of one block', bytes('k8s:enc:aescbc:v1:one:', 32), { provider: 'aescbc', keyName: 'one' }],
  [
    'aescbc of no block',
    bytes('k8s:enc:aescbc:v1:one:', 16),
    {
      ...malformed,
      claims: 'aescbc',
      keyName: 'one',
      problem: 'it has no ciphertext: reading it makes the API server panic',
    },
  ],
  ['aescbc of half a block', bytes('k8s:enc:aescbc:v1:one:', 40), { ...malformed, claims: 'aescbc', keyName: 'one' }],
  ['aescbc with a colon in its name', bytes('k8s:enc:aescbc:v1:a:b:', 48), { provider: 'aescbc', keyName: 'a:b' }],
  ['aesgcm', bytes('k8s:enc:aesgcm:v1:one:', 28), { provider: 'aesgcm', keyName: 'one', movable: false }],
  ['aesgcm, a byte shorter', bytes('k8s:enc:aesgcm:v1:one:', 27), { ...malformed, claims: 'aesgcm', keyName: 'one' }],
  ['secretbox', bytes('k8s:enc:secretbox:v1:one:', 40), { provider: 'secretbox', keyName: 'one', movable: true }],
  ['secretbox, a byte shorter', bytes('k8s:enc:secretbox:v1:one:', 39), { ...malformed, claims: 'secretbox' }],
  ['no name', bytes('k8s:enc:aesgcm:v1::', 40), { ...malformed, claims: 'aesgcm', problem: 'it names no key' }],
  ['no end of the name', bytes('k8s:enc:aesgcm:v1:one'), { ...malformed, claims: 'aesgcm' }],
  ['another provider', bytes('k8s:enc:rot13:v1:one:', 40), malformed],
  ['another version', bytes('k8s:enc:aescbc:v2:one:', 48), malformed],
  [
    'KMS v1 with GCM',
    bytes('k8s:enc:kms:v1:p:', Buffer.from([0, 3]), 3, 29),
    { provider: 'kms-v1', keyName: 'p', movable: false },
  ],
  [
    'KMS v1 with GCM or CBC',
    bytes('k8s:enc:kms:v1:p:', Buffer.from([0, 3]), 3, 32),
    { provider: 'kms-v1', movable: null },
  ],
  [
    'KMS v1 with a colon in its name',
    bytes('k8s:enc:kms:v1:p:q:', Buffer.from([0, 3]), 3, 29),
    { provider: 'kms-v1', keyName: 'p:q' },
  ],
  [
    'KMS v1 whose key is longer',
    bytes('k8s:enc:kms:v1:p:', Buffer.from([9, 3]), 3, 29),
    { ...malformed, claims: 'kms-v1', keyName: 'p' },
  ],
  ['KMS v1 without a key', bytes('k8s:enc:kms:v1:p:', Buffer.from([0, 0]), 29), { ...malformed, claims: 'kms-v1' }],
  ['KMS v2', kms(), { provider: 'kms-v2', keyName: 'vault', keyId: 'id-1', movable: false, dekSource: 'seed' }],
  ['KMS v2 with a key as such', kms({ type: 0, data: bytes(28) }), { provider: 'kms-v2', dekSource: 'key' }],
  [
    'KMS v2 with a key, a byte shorter',
    kms({ type: 0, data: bytes(27) }),
    { ...malformed, claims: 'kms-v2', keyName: 'vault' },
  ],
  ['KMS v2 with a seed, of 60 bytes', kms({ data: bytes(60) }), { provider: 'kms-v2' }],
  ['KMS v2 with a seed, a byte shorter', kms({ data: bytes(59) }), malformed],
  ['KMS v2 of an unknown kind', kms({ type: 2 }), malformed],
  ['KMS v2 without a key_id', kms({ keyId: '' }), malformed],
  ['KMS v2 with the longest key_id', kms({ keyId: 'k'.repeat(1024) }), { provider: 'kms-v2' }],
  ['KMS v2 with a longer one', kms({ keyId: 'k'.repeat(1025) }), malformed],
  ['KMS v2 with a key_id that is no text', kms({ keyId: Buffer.from([0xff]) }), malformed],
  ['KMS v2 with the longest wrapped key', kms({ wrapped: bytes(1024) }), { provider: 'kms-v2' }],
  ['KMS v2 with a longer one', kms({ wrapped: bytes(1025) }), malformed],
  ['KMS v2 without one', kms({ wrapped: bytes() }), malformed],
  ['KMS v2 with an annotation', kms({ annotations: [['version.example.com', bytes(3)]] }), { provider: 'kms-v2' }],
  ['KMS v2 with an annotation of one label', kms({ annotations: [['version', bytes(3)]] }), malformed],
  ['KMS v2 with an annotation and the root', kms({ annotations: [['a.example.', bytes(3)]] }), { provider: 'kms-v2' }],
  ['KMS v2 with one label and the root', kms({ annotations: [['version.', bytes(3)]] }), malformed],
  ['KMS v2 with the root twice', kms({ annotations: [['a.example..', bytes(3)]] }), malformed],
  ['KMS v2 with the longest annotation', kms({ annotations: [[LONGEST, bytes(3)]] }), { provider: 'kms-v2' }],
  ['KMS v2 with that and the root', kms({ annotations: [[`${LONGEST}.`, bytes(3)]] }), { provider: 'kms-v2' }],
  ['KMS v2 with a longer annotation', kms({ annotations: [[`a${LONGEST}`, bytes(3)]] }), malformed],
  [
    'KMS v2 with the most annotations',
    kms({ annotations: [['a.example', bytes(32 * 1024 - 9)]] }),
    { provider: 'kms-v2' },
  ],
  ['KMS v2 with more', kms({ annotations: [['a.example', bytes(32 * 1024 - 8)]] }), malformed],
  ['KMS v2, cut', kms().subarray(0, -70), malformed],
])('%s', (_, value, expected) => {
  expect(judgeStored(value)).toMatchObject(expected);
});

describe('bytes that anyone may have written', () => {
  const FORMS = [SECRET, bytes(JSON_OBJECT), kms(), bytes('k8s:enc:kms:v1:p:', Buffer.from([0, 3]), 3, 29)];

  test('any of them get an answer', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (value) => {
        expect(judgeStored(value).provider).toBeTypeOf('string');
      }),
    );
  });

  test('values that are cut, and have a byte changed, get one, too', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FORMS), fc.nat(), fc.nat(), fc.nat(255), (form, cut, at, byte) => {
        const value = Buffer.from(form.subarray(0, form.length - (cut % form.length)));
        value[at % value.length] = byte;
        expect(judgeStored(value).provider).toBeTypeOf('string');
      }),
      { numRuns: 2000 },
    );
  });
});
