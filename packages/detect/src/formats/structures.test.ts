// Decoded and structured formats: base64, basic authentication, tokens, keys, passwords in URLs.
import { describe, expect, test } from 'vitest';
import { decodeBase64 } from './base64.ts';
import { isBasicAuth } from './basic-auth.ts';
import { decodesToPem } from './encoded-pem.ts';
import { jwtAt } from './jwt.ts';
import { privateKey } from './private-key.ts';
import { urlPassword } from './url-password.ts';

const encoded = (text: string): string => Buffer.from(text, 'latin1').toString('base64');
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('base64', () => {
  test.each(['', 'a', 'ab', 'abc', 'ÿþý', '\0\0'])('gives back %j', (text) => {
    expect(decodeBase64(encoded(text))).toBe(text);
  });
  test('takes both alphabets, stops at its limit, and refuses the rest', () => {
    expect(decodeBase64('-_')).toBe(decodeBase64('+/'));
    expect(decodeBase64(encoded('abcdef'), 3)).toBe('abc');
    expect(decodeBase64('ab!d')).toBeUndefined();
  });
});

test.each([
  [encoded('ci:k7mQ2x'), true],
  [encoded(':k7mQ2x'), false],
  [encoded('ci:'), false],
  [encoded('ci:password'), false],
  [encoded('ci:\u0001\u0002'), false],
  ['####', false],
] as const)('%s is basic authentication: %s', (text, expected) => {
  expect(isBasicAuth(text)).toBe(expected);
});

const label = (kind: string): string => `${'-'.repeat(5)}BEGIN ${kind}${'-'.repeat(5)}`;
test.each([
  [encoded(label('EC PRIVATE KEY')), true],
  [encoded(label('CERTIFICATE')), false],
  [encoded(label('PUBLIC KEY')), false],
] as const)('%s hides a private key: %s', (text, expected) => {
  expect(decodesToPem(text)).toBe(expected);
});

describe('a JSON web token', () => {
  const signature = 'Ab3_'.repeat(11);
  test.each([
    ['signed', `${part({ alg: 'HS256' })}.${part({ sub: '1' })}.${signature}`, true],
    ['header without algorithm', `${part({ kid: 'HS256' })}.${part({ sub: '1' })}.${signature}`, false],
    ['payload no object', `${part({ alg: 'HS256' })}.${part('text')}.${signature}`, false],
    ['no signature', `${part({ alg: 'none' })}.${part({ sub: '1' })}.`, false],
    ['two parts', `${part({ alg: 'HS256' })}.${part({ sub: '1' })}`, false],
  ] as const)('%s', (_, text, expected) => {
    expect(jwtAt(text, 0)?.end).toBe(expected ? text.length : undefined);
  });
});

test('a JSON web token that is longer than a detector may look is found as far as that', () => {
  const long = `${part({ alg: 'HS256' })}.${part({ groups: ['k7mQ2x'.repeat(2000)] })}.${'Ab3_'.repeat(11)}`;
  expect(jwtAt(long, 0)?.end).toBe(4000);
});

describe('a private key', () => {
  const { match } = privateKey(['EC PRIVATE KEY']);
  const head = label('EC PRIVATE KEY');
  const foot = head.replace('BEGIN', 'END');
  const body = 'Mk4/'.repeat(16);
  test.each([
    ['the header alone', head, head.length],
    ['header and start of the body', `${head} ${body} "`, head.length + 1 + body.length],
    ['escapes and footer', `${head}\\n${body}\\n${foot}", "x"`, head.length + 4 + body.length + foot.length],
    ['a header in quotes', `${head}"`, undefined],
    ['a placeholder between header and footer', `${head}XXXX${foot}`, undefined],
    ['another kind', label('CERTIFICATE'), undefined],
  ] as const)('%s', (_, text, end) => {
    expect(match(text, 0, 'scan')?.end).toBe(end);
  });
  test('is masked in a program’s text all the same', () => {
    expect(match(`${head}"`, 0, 'redact')).toEqual({ start: 0, end: head.length });
  });
});

describe('a password in a URL', () => {
  const { match } = urlPassword(['db']);
  const valueOf = (text: string, policy: 'scan' | 'redact' = 'scan'): string | undefined => {
    const found = match(text, text.indexOf('db://'), policy);
    return found === undefined ? undefined : text.slice(found.start, found.end);
  };
  test.each([
    ['db://app:k7mQ2x@host:5432/x', 'k7mQ2x'],
    ['db://app:k7@mQ@host/x', 'k7@mQ'],
    ['db://app:k7/mQ@host/x', 'k7/mQ'],
    ['db://:k7mQ2x@host', 'k7mQ2x'],
    ['db://host:5432/x@y', undefined],
    ['db://app@host:5432', undefined],
    ['db://app:@host', undefined],
    ['db://app:${PASSWORD}@host', undefined],
    ['db://app:<password>@host', undefined],
    ['db://app:********@host', undefined],
    ['db://a:b@host', undefined],
    ['db://app:k7mQ 2x@host', undefined],
    ['mydb://app:k7mQ2x@host', undefined],
  ] as const)('of %j is %j', (text, expected) => {
    expect(valueOf(text)).toBe(expected);
  });
  test('is masked also where it is a word, and not twice', () => {
    expect(valueOf('db://app:password@host', 'redact')).toBe('password');
    expect(valueOf('db://app:**********@host', 'redact')).toBeUndefined();
  });
});
