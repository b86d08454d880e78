// Sums over a store: what is weak and how grave that is, by what should be encrypted; which key may be retired.
import { describe, expect, test } from 'vitest';
import { message, storedObjectBytes } from '../../../../testbed/etcd-files/messages.ts';
import { judge } from '../judgement/judge.ts';
import { storageRules } from './storage-rules.ts';
import { StoreVerifier } from './store-verifier.ts';
import type { StoreProof, VerifierSettings } from './store-verifier.ts';

const plain = (name: string, kind = 'Secret'): Buffer => storedObjectBytes({ kind, namespace: 'a', name });
const local = (provider: string, name: string): Buffer =>
  Buffer.concat([Buffer.from(`k8s:enc:${provider}:v1:${name}:`), Buffer.alloc(64, 1)]);
const kms = (keyId: string): Buffer =>
  Buffer.concat([
    Buffer.from('k8s:enc:kms:v2:vault:'),
    message([1, Buffer.alloc(64)], [2, keyId], [3, Buffer.alloc(60)], [5, 1]),
  ]);

const SECRET = Buffer.alloc(32, 5).toString('base64');
const keyed = (provider: string, ...names: readonly string[]): object => ({
  [provider]: { keys: names.map((name) => ({ name, secret: SECRET })) },
});
const IDENTITY = { identity: {} };
const VAULT = { kms: { apiVersion: 'v2', name: 'vault', endpoint: 'unix:///kms.sock' } };

/** Settings of a configuration: resources with their providers, a rule each. */
function configured(
  ...rules: readonly (readonly [resources: string, ...providers: readonly object[]])[]
): Partial<VerifierSettings> {
  const resources = rules.map(([names, ...providers]) => ({ resources: names.split(','), providers }));
  const file = { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'EncryptionConfiguration', resources };
  const judged = judge(Buffer.from(JSON.stringify(file)), { minor: 37, kmsV1: true, reload: false });
  expect(judged.refusals).toEqual([]);
  return storageRules(judged.assessment.configuration);
}

type Values = Readonly<Record<string, Buffer>>;

function proofOf(
  current: Values,
  settings: Partial<VerifierSettings> = {},
  older: Values = {},
  isComplete = true,
): StoreProof {
  const verifier = new StoreVerifier({
    prefix: '/registry',
    required: ['secrets'],
    configured: [],
    currentKeyId: () => undefined,
    ...settings,
  });
  for (const [key, value] of Object.entries(current)) verifier.current({ key: `/registry/${key}`, value, revision: 3 });
  for (const [key, value] of Object.entries(older)) verifier.older({ key: `/registry/${key}`, value, revision: 2 });
  return verifier.proof(isComplete);
}

describe('weaknesses', () => {
  test.each<[string, Values, Partial<VerifierSettings>, (readonly [string, string])[]]>([
    ['KMS v2', { 'secrets/a/b': kms('k') }, {}, []],
    ['plain Secrets', { 'secrets/a/b': plain('b') }, {}, [['stored-plaintext', 'high']]],
    ['plain Secrets that nobody requires', { 'secrets/a/b': plain('b') }, { required: [] }, []],
    ['plain ConfigMaps', { 'configmaps/a/b': plain('b', 'ConfigMap') }, {}, []],
    [
      'plain ConfigMaps beside an encrypted one',
      { 'configmaps/a/b': plain('b', 'ConfigMap'), 'configmaps/a/c': kms('k') },
      {},
      [['stored-plaintext', 'medium']],
    ],
    [
      'plain ConfigMaps that the configuration encrypts',
      { 'configmaps/a/b': plain('b', 'ConfigMap') },
      configured(['configmaps', keyed('aesgcm', 'one'), IDENTITY]),
      [
        ['stored-plaintext', 'high'],
        ['stored-stale', 'medium'],
      ],
    ],
    [
      'plain ConfigMaps that the configuration reads no more',
      { 'configmaps/a/b': plain('b', 'ConfigMap') },
      configured(['configmaps', keyed('aesgcm', 'one')]),
      [
        ['stored-plaintext', 'high'],
        ['stored-unreadable', 'high'],
      ],
    ],
    [
      'plain ConfigMaps that the configuration writes so',
      { 'configmaps/a/b': plain('b', 'ConfigMap') },
      configured(['configmaps', IDENTITY, keyed('aesgcm', 'one')]),
      [],
    ],
    [
      'all of a group by a wildcard',
      { 'deployments/a/b': plain('b', 'Deployment') },
      configured(['*.apps', keyed('aesgcm', 'one'), IDENTITY]),
      [
        ['stored-plaintext', 'high'],
        ['stored-stale', 'medium'],
      ],
    ],
    ['aescbc', { 'secrets/a/b': local('aescbc', 'one') }, {}, [['stored-unauthenticated', 'medium']]],
    ['secretbox', { 'secrets/a/b': local('secretbox', 'one') }, {}, [['stored-movable', 'low']]],
    ['aesgcm', { 'secrets/a/b': local('aesgcm', 'one') }, {}, []],
    [
      'a Secret under another name',
      { 'secrets/a/b': plain('c') },
      {},
      [
        ['stored-moved', 'critical'],
        ['stored-plaintext', 'high'],
      ],
    ],
    [
      'another kind',
      { 'secrets/a/b': plain('b', 'ConfigMap') },
      {},
      [
        ['stored-other-kind', 'high'],
        ['stored-plaintext', 'high'],
      ],
    ],
    ['bytes of nobody', { 'configmaps/a/b': Buffer.from('nothing') }, {}, [['stored-malformed', 'high']]],
    ['what belongs to no resource', { 'ranges/serviceips': plain('', 'RangeAllocation') }, {}, []],
  ])('%s', (_, values, settings, expected) => {
    const { weaknesses } = proofOf(values, settings);
    expect(weaknesses.map(({ check, severity }) => [check, severity])).toEqual(expected);
  });

  test('each names how many objects and the first of them', () => {
    const values = Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`secrets/a/s${at}`, plain(`s${at}`)]));
    const [weakness] = proofOf(values).weaknesses;
    expect([weakness?.count, weakness?.examples.length, weakness?.examples[0]]).toEqual([
      12,
      10,
      '/registry/secrets/a/s0',
    ]);
  });
});

describe('sums', () => {
  test('by resource and in all; older revisions apart', () => {
    const { summary } = proofOf(
      { 'secrets/a/b': kms('k'), 'secrets/a/c': local('secretbox', 'one'), 'configmaps/a/d': plain('d', 'ConfigMap') },
      {},
      { 'secrets/a/b': plain('b') },
    );
    expect(summary).toMatchObject({ objects: 3, movable: 1, olderRevisions: 1, olderPlaintext: 1 });
    expect(summary.providers).toEqual({ 'kms-v2': 1, identity: 1, secretbox: 1 });
    expect(
      summary.resources.map(({ resource, objects, olderRevisions }) => [resource, objects, olderRevisions]),
    ).toEqual([
      ['configmaps', 1, 0],
      ['secrets', 2, 1],
    ]);
  });

  test('more resources than are told apart are counted together', () => {
    const values = Object.fromEntries(Array.from({ length: 1003 }, (_, at) => [`g.example/r${at}/a/b`, kms('k')]));
    const { summary, cut } = proofOf(values);
    expect([summary.objects, summary.resources.length, cut.length]).toEqual([1003, 1001, 1]);
    expect(summary.resources.find(({ resource }) => resource === 'others')?.objects).toBe(3);
  });
});

type Answer = readonly [boolean | null, objects: number, olderRevisions: number];

describe('keys', () => {
  const CONFIG = configured(['secrets', keyed('aesgcm', 'new', 'old'), VAULT, IDENTITY]);

  function answers(proof: StoreProof): Record<string, Answer> {
    return Object.fromEntries(
      proof.retirable.map(({ provider, keyName, keyId, retirable, objects, olderRevisions }) => [
        [provider, keyName, keyId].filter((part) => part !== undefined).join(':'),
        [retirable, objects, olderRevisions],
      ]),
    );
  }

  test('the one that writes stays, what nothing needs may go', () => {
    expect(answers(proofOf({ 'secrets/a/b': local('aesgcm', 'new') }, CONFIG))).toEqual({
      'aesgcm:new': [false, 1, 0],
      'aesgcm:old': [true, 0, 0],
      identity: [true, 0, 0],
      'kms-v2:vault': [true, 0, 0],
    });
    expect(answers(proofOf({}, CONFIG))['aesgcm:new']).toEqual([false, 0, 0]);
  });

  test('a provider stays for the sake of each of its key_ids', () => {
    const rotated = { ...configured(['secrets', VAULT]), currentKeyId: () => 'k2' };
    expect(answers(proofOf({ 'secrets/a/b': kms('k1') }, rotated))).toEqual({
      'kms-v2:vault': [false, 1, 0],
      'kms-v2:vault:k1': [false, 1, 0],
      'kms-v2:vault:k2': [false, 0, 0],
    });
    expect(
      answers(proofOf({ 'secrets/a/b': kms('k2') }, rotated, { 'secrets/a/b': kms('k1') }))['kms-v2:vault:k1'],
    ).toEqual([false, 0, 1]);
  });

  test('identity stays for plain text that should be encrypted, not for what is plain by default', () => {
    expect(answers(proofOf({ 'secrets/a/b': plain('b') }, CONFIG))['identity']).toEqual([false, 1, 0]);
    expect(answers(proofOf({ 'configmaps/a/b': plain('b', 'ConfigMap') }, CONFIG))['identity']).toEqual([true, 0, 0]);
  });

  test('nothing may go where not everything was read', () => {
    expect(answers(proofOf({}, CONFIG, {}, false))).toEqual({
      'aesgcm:new': [false, 0, 0],
      'aesgcm:old': [null, 0, 0],
      identity: [null, 0, 0],
      'kms-v2:vault': [null, 0, 0],
    });
  });

  test('a malformed value keeps the key that it names, or all keys of its provider', () => {
    const cut = local('aesgcm', 'old').subarray(0, 30);
    expect(answers(proofOf({ 'secrets/a/b': cut }, CONFIG))['aesgcm:old']).toEqual([false, 1, 0]);
    const nameless = Buffer.from('k8s:enc:aesgcm:v1:');
    expect(answers(proofOf({ 'secrets/a/b': nameless }, CONFIG))).toMatchObject({
      'aesgcm:old': [null, 0, 0],
      'kms-v2:vault': [true, 0, 0],
    });
  });

  test('with more keys than are told apart, none may go', () => {
    const values = Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [`secrets/a/s${at}`, kms(`k${at}`)]));
    const proof = proofOf(values, configured(['secrets', VAULT, keyed('aesgcm', 'old')]));
    expect(proof.cut).toHaveLength(1);
    expect(answers(proof)['aesgcm:old']).toEqual([null, 0, 0]);
  });
});

describe('a resource that two rules name', () => {
  test('is read with the providers of both, written with the first', () => {
    const { providersOf } = configured(['secrets', VAULT], ['secrets', keyed('aesgcm', 'one')], ['*.*', IDENTITY]);
    const kinds = (resource: string): unknown => providersOf?.(resource).map(({ kind }) => kind);
    expect([kinds('secrets'), kinds('configmaps'), kinds('widgets.example.com')]).toEqual([
      ['kms-v2', 'aesgcm'],
      ['identity'],
      ['identity'],
    ]);
  });
});
