// Any bytes are judged, within bounds, and no part of a key is in what is said of them.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fileBytesMax } from '../config/document.ts';
import { judge } from './judge.ts';

const SETTINGS = { minor: 37, kmsV1: false, reload: false };
const judged = (bytes: Uint8Array) => judge(bytes, SETTINGS, ['configmaps']);

/** Plainly fake; every window of it is looked for. */
const MARKED = 'TUFSS0VELU1BUktFRC1NQVJLRUQtTUFSS0VELTAxMjM=';
const WINDOW = 8;
const PIECES = Array.from({ length: MARKED.length - WINDOW + 1 }, (_, at) => MARKED.slice(at, at + WINDOW));
const DECODED = Buffer.from(MARKED, 'base64').toString();

const YAML = `apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
- resources: [secrets]
  providers:
  - aescbc:
      keys:
      - name: key1
        secret: ${MARKED}
  - secretbox: {keys: [{name: key2, secret: "${MARKED}"}]}
`;
const JSON_TEXT = JSON.stringify({
  apiVersion: 'apiserver.config.k8s.io/v1',
  kind: 'EncryptionConfiguration',
  resources: [{ resources: ['secrets'], providers: [{ aescbc: { keys: [{ name: 'key1', secret: MARKED }] } }] }],
});

/** All that is shown of a judgement. */
function told(bytes: Uint8Array): string {
  const { accepted, refusals, weaknesses, unread } = judged(bytes);
  return JSON.stringify({ accepted, refusals, weaknesses, unread });
}

function leaks(text: string): string[] {
  return [...PIECES, DECODED].filter((piece) => text.includes(piece));
}

describe.each([
  ['YAML', YAML],
  ['JSON', JSON_TEXT],
])('%s', (_, text) => {
  test('is judged, and says nothing of its keys', () => {
    expect(judged(Buffer.from(text)).accepted).toBe(true);
    expect(leaks(told(Buffer.from(text)))).toEqual([]);
  });

  test('cut or changed at every byte, neither', () => {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at++) {
      expect(leaks(told(bytes.subarray(0, at)))).toEqual([]);
      for (const byte of [0, 0x22, 0x3a, 0x7b, 0xff]) {
        const changed = Buffer.from(bytes);
        changed[at] = byte;
        expect(leaks(told(changed))).toEqual([]);
      }
    }
  });
});

test('never throws', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        fc.string().map((text) => Buffer.from(text)),
      ),
      (bytes) => {
        const { accepted, refusals } = judged(bytes);
        expect(accepted).toBe(false);
        expect(refusals.length).toBeGreaterThan(0);
        for (const { line } of refusals) expect(line).toBeGreaterThanOrEqual(1);
      },
    ),
    { numRuns: 500 },
  );
});

test.each([
  ['nothing', ''],
  ['a comment', '# nothing\n'],
  ['a marker', '---\n'],
  ['a word', 'secrets\n'],
  ['a list', '- a\n'],
  ['binary', '\u0000\u0001\u0002'],
  ['protobuf', 'k8s\u0000'],
])('%s is refused', (_, text) => {
  expect(judged(Buffer.from(text)).accepted).toBe(false);
});

test('UTF-16 with its mark is read, as go-yaml reads it', () => {
  expect(judged(Buffer.from(`\uFEFF${YAML}`, 'utf16le')).accepted).toBe(true);
  expect(judged(Buffer.from(YAML, 'utf16le')).accepted).toBe(false);
});

test('of a file at the limit something is said, beyond it nothing', () => {
  const padded = (length: number) => Buffer.concat([Buffer.from(YAML), Buffer.alloc(length - YAML.length, '\n')]);
  expect(judged(padded(fileBytesMax)).accepted).toBe(true);
  expect(judged(padded(fileBytesMax + 1))).toMatchObject({ accepted: undefined, refusals: [] });
});

test('a secret may be as long as a file, whatever its bytes', () => {
  const half = Buffer.alloc(1_500_000, 7);
  const secrets = [half, Buffer.concat([half, Buffer.from('ABCDEFGH'), half])];
  for (const secret of secrets)
    expect(judged(Buffer.from(YAML.replace(MARKED, secret.toString('base64')))).accepted).toBe(false);
});

test('depth and aliases are bounded: then nothing is said', () => {
  expect(judged(Buffer.from(`a: ${'['.repeat(600)}${']'.repeat(600)}`)).accepted).toBeUndefined();
  const bomb = Array.from(
    { length: 9 },
    (_, at) =>
      `a${at}: &a${at} [${
        at === 0
          ? 'x'
          : Array(10)
              .fill(`*a${at - 1}`)
              .join(', ')
      }]\n`,
  );
  expect(judged(Buffer.from(bomb.join(''))).unread).toContain('aliases');
});

test('what follows the first document is ignored, and that is said', () => {
  const { accepted, weaknesses } = judged(Buffer.from(`${YAML}---\nkind: Other\n`));
  expect(accepted).toBe(true);
  expect(weaknesses.map(({ check }) => check)).toContain('encryption-ignored-text');
  const { weaknesses: none } = judged(Buffer.from(`${YAML}---\n# the end\n`));
  expect(none.map(({ check }) => check)).not.toContain('encryption-ignored-text');
});

test('before 1.31, a field that is not known is a weakness', () => {
  const text = YAML.replace('name: key1', 'name: key1\n        comment: x');
  const at = (minor: number) => judge(Buffer.from(text), { ...SETTINGS, minor });
  expect([at(30).accepted, at(31).accepted]).toEqual([true, false]);
  expect(at(30).weaknesses.filter(({ check }) => check === 'encryption-ignored-text')).toHaveLength(1);
});
