// A corrected file is taken, writes with an encrypting provider first, can still read all that it could, and keeps the rest.
import { Sealed } from '@watertight/sealed';
import { describe, expect, test } from 'vitest';
import { judge } from '../judgement/judge.ts';
import { effectOn, kindOf } from '../weaknesses/effect.ts';
import { fix } from './fix.ts';

const SETTINGS = { minor: 37, kmsV1: false, reload: false };
const HEAD = 'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n';
const NEW = Buffer.from(Array.from({ length: 32 }, (_, at) => (at * 89 + 7) % 251)).toString('base64');
const OLD = Buffer.from(Array.from({ length: 32 }, (_, at) => (at * 67 + 31) % 241)).toString('base64');
const BOX = `secretbox: {keys: [{name: a, secret: ${OLD}}]}`;
const CBC = `aescbc: {keys: [{name: a, secret: ${OLD}}]}`;
const KMS = 'kms: {apiVersion: v2, name: v, endpoint: "unix:///a"}';

const judged = (text: string) => judge(Buffer.from(text), SETTINGS);

function fixed(text: string, required: readonly string[] = []): { text: string; changes: readonly string[] } | string {
  const { document, assessment } = judged(text);
  const result = fix({
    text: new Sealed(document.text),
    format: document.format,
    configuration: assessment.configuration,
    required,
    newKey: () => new Sealed(NEW),
    keyName: 'new',
  });
  if ('reason' in result) return result.reason;
  return { text: result.text.use((written) => written), changes: result.changes };
}

function textOf(text: string, required: readonly string[] = []): string {
  const result = fixed(text, required);
  if (typeof result === 'string') throw new Error(result);
  return result.text;
}

const kinds = (text: string, resource = 'secrets') =>
  effectOn(resource, judged(text).assessment.configuration)?.map(kindOf);

const rule = (...providers: readonly string[]): string =>
  `${HEAD}- resources: [secrets]\n  providers:\n${providers.map((provider) => `  - ${provider}\n`).join('')}`;

test.each([
  ['identity first', rule('identity: {}', BOX), ['secretbox', 'identity']],
  ['identity alone', rule('identity: {}'), ['secretbox', 'identity']],
  ['identity before a plugin', rule('identity: {}', KMS), ['kms', 'identity']],
  ['aescbc', rule(CBC, 'identity: {}'), ['secretbox', 'aescbc', 'identity']],
  ['aescbc before a plugin', rule(CBC, KMS), ['kms', 'aescbc']],
  ['identity between', rule(KMS, 'identity: {}', BOX), ['kms', 'secretbox', 'identity']],
])('%s', (_, text, expected) => {
  const written = textOf(text);
  expect(judged(written).accepted).toBe(true);
  expect(kinds(written)).toEqual(expected);
});

test.each([
  ['a plugin first', rule(KMS, BOX, 'identity: {}')],
  ['secretbox first', rule(BOX, 'identity: {}')],
  [
    'Events as plain text on purpose',
    `${HEAD}- resources: [events]\n  providers: [{identity: {}}]\n- resources: [secrets]\n  providers: [{${KMS}}]\n`,
  ],
])('%s stays as it is', (_, text) => {
  expect(fixed(text)).toEqual({ text, changes: [] });
});

test('a resource that no rule covers gets one, with a key of its own', () => {
  const written = textOf(`${HEAD}- resources: ["*.apps"]\n  providers: [{${KMS}}]\n`, ['configmaps']);
  expect(judged(written).accepted).toBe(true);
  expect([kinds(written), kinds(written, 'configmaps'), kinds(written, 'deployments.apps')]).toEqual([
    ['secretbox', 'identity'],
    ['secretbox', 'identity'],
    ['kms'],
  ]);
});

test('comments go with what they stand above, and every other line stays', () => {
  const text = `# our keys
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration # of all nodes
resources:
  - resources:
      - secrets # all
    providers:
      # for now
      - identity: {}
      # from last year
      # by ann
      - secretbox:
          keys:
            - name: a
              secret: ${OLD} # 2025
    # of the rule
  - resources: [events]
    providers: [identity: {}]
# end
`;
  expect(textOf(text)).toBe(`# our keys
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration # of all nodes
resources:
  - resources:
      - secrets # all
    providers:
      # for now
      # from last year
      # by ann
      - secretbox:
          keys:
            - name: a
              secret: ${OLD} # 2025
      - identity: {}
    # of the rule
  - resources: [events]
    providers: [identity: {}]
# end
`);
});

describe('JSON, brackets and odd line breaks', () => {
  const json = JSON.stringify({
    kind: 'EncryptionConfiguration',
    apiVersion: 'apiserver.config.k8s.io/v1',
    resources: [{ resources: ['secrets'], providers: [{ identity: {} }] }],
  });
  test.each([
    ['JSON', json],
    ['indented JSON', JSON.stringify(JSON.parse(json), undefined, 2)],
    ['brackets', `${HEAD}- resources: [secrets]\n  providers: [identity: {}]\n`],
    ['a dash alone', `${HEAD}-\n  resources: [secrets]\n  providers:\n  -\n    identity: {}\n`],
    ['CR LF', rule('identity: {}').replaceAll('\n', '\r\n')],
    ['no line break at the end', rule('identity: {}').trimEnd()],
  ])('%s', (_, text) => {
    const written = textOf(text);
    expect(judged(written).refusals).toEqual([]);
    expect(kinds(written)).toEqual(['secretbox', 'identity']);
    expect(fixed(written)).toEqual({ text: written, changes: [] });
  });
});

test('anchors are not rewritten', () => {
  const text = `${HEAD}- resources: [secrets]\n  providers: &p\n    - identity: {}\n- resources: [pods]\n  providers: *p\n`;
  expect(fixed(text)).toContain('anchors');
});

test('what is said of the changes holds no key', () => {
  const result = fixed(rule('identity: {}', CBC));
  expect(result).not.toBeTypeOf('string');
  if (typeof result === 'string') return;
  expect(result.changes).toHaveLength(1);
  expect(JSON.stringify(result.changes)).not.toContain(OLD);
  expect(JSON.stringify(result.changes)).not.toContain(NEW);
});
