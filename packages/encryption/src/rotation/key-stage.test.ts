// Where a key stands in a file's list, whether files mean the same keys, and which rules are rotated.
import { Sealed } from '@watertight/sealed';
import { describe, expect, test } from 'vitest';
import { judge } from '../judgement/judge.ts';
import type { StorageProvider } from '../stored/storage-provider.ts';
import { keysAgree, keyStage } from './key-stage.ts';
import { rotationRule } from './rotation-rule.ts';

const local = (kind: 'secretbox' | 'aescbc', ...names: readonly string[]): StorageProvider => ({
  kind,
  keys: names.map((name) => ({ name, secret: new Sealed(new Uint8Array([name.length, 7])) })),
});
const NEW = { provider: 'secretbox', keyName: 'new' } as const;

test.each<[string, readonly StorageProvider[], string]>([
  ['no key at all', [{ kind: 'identity' }], 'absent'],
  ['another key', [local('secretbox', 'old')], 'absent'],
  ['the name at another provider', [local('aescbc', 'new')], 'absent'],
  ['behind another provider', [local('aescbc', 'old'), local('secretbox', 'new')], 'second'],
  ['behind another key', [local('secretbox', 'old', 'new')], 'second'],
  ['behind plain text', [{ kind: 'identity' }, local('secretbox', 'new')], 'second'],
  ['before plain text', [local('secretbox', 'new'), { kind: 'identity' }], 'first'],
  ['before another key', [local('secretbox', 'new', 'old')], 'first'],
  ['alone', [local('secretbox', 'new')], 'only'],
])('%s', (_, providers, expected) => {
  expect(keyStage(providers, NEW)).toBe(expected);
});

test('one name, other bytes', () => {
  const other: StorageProvider = {
    kind: 'secretbox',
    keys: [{ name: 'new', secret: new Sealed(new Uint8Array([3, 8])) }],
  };
  expect(keysAgree([[local('secretbox', 'new')], [local('secretbox', 'new', 'old')]])).toBe(true);
  expect(keysAgree([[local('secretbox', 'new')], [local('secretbox', 'old'), other]])).toBe(false);
  expect(keysAgree([[local('aescbc', 'new')], [other]])).toBe(true);
});

describe('rules', () => {
  const BOX = { secretbox: { keys: [{ name: 'a', secret: Buffer.alloc(32, 5).toString('base64') }] } };
  const KMS = { kms: { apiVersion: 'v2', name: 'v', endpoint: 'unix:///a' } };
  const ruleOf = (...resources: readonly object[]): ReturnType<typeof rotationRule> => {
    const file = { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'EncryptionConfiguration', resources };
    const judgement = judge(Buffer.from(JSON.stringify(file)), { minor: 37, kmsV1: false, reload: false });
    expect(judgement.refusals).toEqual([]);
    return rotationRule(judgement.assessment.configuration, 'secrets');
  };

  test.each<[string, readonly object[], object]>([
    [
      'its own',
      [{ resources: ['secrets', 'configmaps'], providers: [BOX] }],
      { index: 0, resources: ['secrets', 'configmaps'] },
    ],
    ['another', [{ resources: ['configmaps'], providers: [BOX] }], { reason: 'no rule names secrets' }],
    [
      'two',
      [
        { resources: ['secrets'], providers: [BOX] },
        { resources: ['secrets'], providers: [BOX] },
      ],
      { reason: 'two rules name secrets' },
    ],
    [
      'everything of its group',
      [
        { resources: ['pods', '*.apps'], providers: [BOX] },
        { resources: ['*.'], providers: [BOX] },
      ],
      { index: 1, resources: ['*.'] },
    ],
    ['everything', [{ resources: ['*.*'], providers: [BOX] }], { index: 0, resources: ['*.*'] }],
    ['a KMS v2 provider', [{ resources: ['secrets'], providers: [KMS, BOX] }], { index: 0 }],
  ])('%s', (_, resources, expected) => {
    expect(ruleOf(...resources)).toMatchObject(expected);
  });

  test.each<[string, boolean]>([
    ['secrets', true],
    ['pods', true],
    ['configmaps', false],
    ['deployments.apps', false],
    ['things.example.com', false],
  ])('*. after rules of their own, %s', (resource, expected) => {
    const rule = ruleOf(
      { resources: ['configmaps', 'deployments.apps'], providers: [BOX] },
      { resources: ['*.'], providers: [BOX] },
    );
    expect('covers' in rule && rule.covers(resource)).toBe(expected);
  });

  test('KMS v1 is not rotated', () => {
    const v1 = { kms: { apiVersion: 'v1', name: 'v', endpoint: 'unix:///a' } };
    const file = {
      apiVersion: 'apiserver.config.k8s.io/v1',
      kind: 'EncryptionConfiguration',
      resources: [{ resources: ['secrets'], providers: [BOX, v1] }],
    };
    const { assessment } = judge(Buffer.from(JSON.stringify(file)), { minor: 28, kmsV1: true, reload: false });
    expect(rotationRule(assessment.configuration, 'secrets')).toMatchObject({
      reason: expect.stringContaining('KMS v1'),
    });
  });
});
