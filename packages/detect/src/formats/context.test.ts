// What counts as context of a value: word boundaries, keys that assign, names that call a service.
import { describe, expect, test } from 'vitest';
import { findAll } from '../testing/find-all.ts';
import { endsWord, startsWord } from './boundary.ts';
import type { Detector } from './detector.ts';
import { assigns, namesFile, saysCredential } from './key-words.ts';
import { named } from './named.ts';

describe('a value starts', () => {
  test.each([
    ['=VALUE', 1, true],
    ['xVALUE', 1, false],
    ['_VALUE', 1, false],
    ['\\nVALUE', 2, true],
    ['\\xVALUE', 2, false],
    ['%3DVALUE', 3, true],
    ['%3gVALUE', 3, false],
    ['\u001b[31mVALUE', 5, true],
    ['[31mVALUE', 4, false],
    ['VALUE', 0, true],
  ] as const)('in %j at %i: %s', (text, at, expected) => {
    expect(startsWord(text, at)).toBe(expected);
  });
  test('and ends at the end of a word', () => {
    expect([endsWord('AB', 2), endsWord('AB', 1), endsWord('A-', 1)]).toEqual([true, false, true]);
  });
});

test.each([
  ['_api_key=', true],
  ['_commit=', false],
  ['Bearer ', true],
  ['build ', false],
] as const)('%j says that a credential follows: %s', (between, expected) => {
  expect(saysCredential(`acme${between}`) || saysCredential(between)).toBe(expected);
});

test.each([
  ['api_key=', true],
  ['api_key = "', true],
  ['"api_key": "', true],
  ['\\"api_key\\":\\"', true],
  ['--api-key ', true],
  ['Authorization: Bearer ', true],
  ['the key is ', true],
  ['api_key_sha256=', false],
  ['public_key=', false],
  ['api_key ran ', false],
  ['api_key', false],
  ['https://host/path?api_key=', true],
] as const)('%j assigns what follows: %s', (before, expected) => {
  expect(assigns(before)).toBe(expected);
});

test.each([
  ['"src/api-key.ts": "', true],
  ['src/api-key.ts: ', true],
  ['"src/api-key": "', false],
  ['"api.key": "', false],
  ['https://host/login.js?api_key=', false],
] as const)('%j names a file: %s', (before, expected) => {
  expect(namesFile(before)).toBe(expected);
});

describe('a name', () => {
  const detector: Detector = {
    id: 'acme-key',
    title: 'Acme key',
    class: 'token',
    reference: 'https://acme.internal/',
    ...named({ names: ['acme', 'am api'], shapes: ['{hex:32}'] }),
    examples: { positive: [], negative: [] },
  };
  const value = '08ff49b6f772632716c43069c43a8c3b';
  test.each([
    ['ACME_KEY=', 1],
    ['my_acme_key=', 1],
    ['myAcmeKey=', 1],
    ['nonacme_key=', 0],
    ['ACMEKEY=', 1],
    ['acmesomething_key=', 0],
    ['AM-API-KEY: ', 1],
    ['amApiKey: ', 1],
    ['acme: ', 0],
    [`acme_key ${'-'.repeat(200)} = `, 0],
    ['acme key for builds/', 0],
    ['"src/acme-key.ts": "', 0],
    ['"src/acme-key": "', 1],
  ] as const)('in %j calls the service: %i', (before, count) => {
    expect(findAll(detector, before + value, 'scan')).toHaveLength(count);
  });
});
