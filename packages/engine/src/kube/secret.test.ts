// Secrets and ConfigMaps: names, lengths, types, and what is left out.
import { expect, test } from 'vitest';
import { readAll } from './test-input.ts';

function secret(fields: object, metadata: object = {}): unknown {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's', ...metadata }, ...fields };
}

test('lengths are of the decoded bytes; stringData overrides data', () => {
  const facts = readAll(
    secret({
      data: { decoded: 'ZmFrZQ==', lines: 'ZmFr\nZQ==\n', empty: '', none: null, both: 'ZmFrZQ==' },
      stringData: { both: 'ab', text: 'grün', astral: '𝄞' },
    }),
  );
  expect(facts.secrets[0]?.keys).toEqual([
    { name: 'decoded', length: 4 },
    { name: 'lines', length: 4 },
    { name: 'empty', length: 0 },
    { name: 'none', length: 0 },
    { name: 'both', length: 2 },
    { name: 'text', length: 5 },
    { name: 'astral', length: 4 },
  ]);
  expect(facts.coverage).toEqual([]);
});

test.each([
  ['no base64', { data: { a: 'not base64!' } }, [{ name: 'a', length: 0 }], '/data'],
  ['unpadded base64', { data: { a: 'ZmFrZQ' } }, [{ name: 'a', length: 0 }], '/data'],
  ['a number', { data: { a: 5 } }, [], '/data'],
  ['a number in stringData', { stringData: { a: 5, b: '5' } }, [{ name: 'b', length: 1 }], '/stringData'],
  ['a list', { data: ['a'] }, [], '/data'],
])('%s is said and not shown', (_name, fields, keys, pointer) => {
  const facts = readAll(secret(fields));
  expect(facts.secrets[0]?.keys).toEqual(keys);
  expect(facts.coverage).toMatchObject([{ object: 'secret:default/s', state: 'partial', pointer }]);
});

test.each([
  ['absent type', {}, { type: 'Opaque', immutable: false }],
  ['a type', { type: 'kubernetes.io/tls', immutable: true }, { type: 'kubernetes.io/tls', immutable: true }],
])('%s', (_name, fields, expected) => {
  expect(readAll(secret(fields)).secrets[0]).toMatchObject(expected);
});

test.each([
  ['last applied', { 'kubectl.kubernetes.io/last-applied-configuration': 'x', kept: 'y' }, true, ['kept']],
  ['kapp original', { 'kapp.k14s.io/original': 'x' }, true, []],
  ['JSON under any name', { 'tool.example/applied': '{"data":{}}' }, false, []],
  ['a long text', { long: 'x'.repeat(513) }, false, []],
  ['the value itself', { note: 'it is fake-value-1' }, false, []],
  ['the value in base64', { note: 'ZmFrZS12YWx1ZS0x' }, false, []],
  [
    'an account name',
    { 'kubernetes.io/service-account.name': 'fake-value-1' },
    false,
    ['kubernetes.io/service-account.name'],
  ],
  ['another note', { note: 'x' }, false, ['note']],
])('annotation: %s', (_name, annotations, lastApplied, kept) => {
  const [fact] = readAll(secret({ data: { a: 'ZmFrZS12YWx1ZS0x' } }, { annotations })).secrets;
  expect(fact?.lastApplied).toBe(lastApplied);
  expect([...(fact?.annotations.keys() ?? [])]).toEqual(kept);
});

test.each([
  ['SOPS', { data: { a: 'ENC[AES256_GCM,data:abc,iv:x,tag:y,type:str]' } }, true],
  ['SOPS, one value forgotten', { data: { a: 'ENC[AES256_GCM,data:abc]' }, stringData: { b: 'fake' } }, false],
  ['Helm template', { data: { a: '{{ .Values.a | b64enc }}' } }, true],
  ['Flux substitution', { stringData: { a: '${PASSWORD}' } }, true],
  ['vault plugin', { stringData: { a: '<path:kv/data/a#b>' } }, true],
  ['a placeholder inside a literal', { stringData: { a: 'postgres://u:fake@${HOST}/db' } }, false],
  ['plain', { stringData: { a: 'fake' } }, false],
  ['empty', { stringData: { a: '' } }, false],
])('usable in its file: %s', (_name, fields, encryptedInFile) => {
  const facts = readAll(secret(fields));
  expect(facts.secrets[0]?.encryptedInFile).toBe(encryptedInFile);
  expect(facts.coverage).toEqual([]);
});

test('a ConfigMap: data is text, binaryData is base64', () => {
  const facts = readAll({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'c', labels: { a: 'b' } },
    data: { x: 'grün' },
    binaryData: { y: 'AAAA' },
  });
  expect(facts.configMaps).toMatchObject([
    {
      keys: [
        { name: 'x', length: 5 },
        { name: 'y', length: 3 },
      ],
      labels: new Map([['a', 'b']]),
    },
  ]);
});
