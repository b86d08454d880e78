// What ConfigMaps hold as base64: text, files, files in gzip, and twins that are none.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { detectFiles } from '../testing/detect-files.ts';
import { testToken } from '../testing/detectors.ts';

const TOKEN = testToken(1);
const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString('base64');

/** Findings of one file called `a.yaml`, without its name. */
async function found(text: string): Promise<string[]> {
  return (await detectFiles({ 'a.yaml': text })).lines.map((line) => line.replace(' a.yaml:', ' '));
}

describe('binaryData of a ConfigMap', () => {
  const map = (key: string, value: string | Uint8Array, kind = 'ConfigMap'): string =>
    `kind: ${kind}\nbinaryData:\n  ${key}: ${base64(value)}\n`;
  test.each([
    ['a format', map('a', TOKEN), ['test-token 3:6-38 /binaryData/a']],
    ['a name that speaks', map('password', 's3cret-value'), ['credential-by-name 3:13-29 /binaryData/password']],
    ['a name that does not', map('greeting', 's3cret-value'), []],
    ['a file', map('a.env', `x\n${TOKEN}\n`), ['test-token 3:10-46 /binaryData/a.env']],
    [
      'a file in gzip',
      map('a', gzipSync(`x\n${TOKEN}\n`)),
      [expect.stringMatching(/^test-token 3:6-\d+ \/binaryData\/a$/)],
    ],
    ['gzip that is cut off', map('a', gzipSync(`x\n${TOKEN}\n`).subarray(0, 20)), []],
    ['a placeholder', map('password', 'changeme'), []],
    ['bytes that are no text', map('password', Buffer.from([255, 0, 1])), []],
    ['another kind', map('a', TOKEN, 'Widget'), []],
  ])('%s', async (_, text, expected) => {
    expect(await found(text)).toEqual(expected);
  });
});
