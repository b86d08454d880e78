// Private keys over lines, with and without a logger's prefix, whole and cut off, and prose that names one.
import { expect, test } from 'vitest';
import { inPieces, redacted } from '../testing/redacted.ts';

const BODY = 'MIIEowIBAAKCAQEAabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV';
const BEGIN = '-----BEGIN RSA PRIVATE KEY-----';
const END = '-----END RSA PRIVATE KEY-----';
const TEN = '**********';

test.each([
  ['bare', [BEGIN, BODY, BODY, 'abc=', END, BODY], [BEGIN, TEN, TEN, TEN, END, BODY]],
  ['with headers', [BEGIN, 'Proc-Type: 4,ENCRYPTED', '', BODY, END], [BEGIN, 'Proc-Type: 4,ENCRYPTED', '', TEN, END]],
  [
    'behind a prefix',
    [`09:00 app | ${BEGIN}`, `09:00 app | ${BODY}`, `09:01 app | ab==`, `09:01 app | ${END}`, '09:01 app | ready'],
    [`09:00 app | ${BEGIN}`, `09:00 app | ${TEN}`, `09:01 app | ${TEN}`, `09:01 app | ${END}`, '09:01 app | ready'],
  ],
  [
    'in entries of a runtime',
    [BEGIN, BODY, END].map((text) => `2026-01-02T03:04:05Z stdout F ${text}`),
    [BEGIN, TEN, END].map((text) => `2026-01-02T03:04:05Z stdout F ${text}`),
  ],
  ['in YAML', ['key: |', `  ${BEGIN}`, `  ${BODY}`, `  ${END}`], ['key: |', `  ${BEGIN}`, `  ${TEN}`, `  ${END}`]],
  ['among other lines', [BEGIN, BODY, 'GET / 200', BODY, END], [BEGIN, TEN, 'GET / 200', TEN, END]],
  ['other lines are judged too', [BEGIN, BODY, 'password=x', END], [BEGIN, TEN, `password=${TEN}`, END]],
  ['cut off', [BEGIN, BODY, ...Array(20).fill('ok then.'), BODY], [BEGIN, TEN, ...Array(20).fill('ok then.'), BODY]],
  ['of prose', [`no ${BEGIN} found in file`, BODY], [`no ${BEGIN} found in file`, BODY]],
  ['public', ['-----BEGIN CERTIFICATE-----', BODY], ['-----BEGIN CERTIFICATE-----', BODY]],
  [
    'in one line',
    [`{"key":"${BEGIN}\\n${BODY}\\nabc=\\n${END}\\n","x":1}`],
    [`{"key":"${BEGIN}\\n${TEN}\\n${END}\\n","x":1}`],
  ],
  ['in one line, cut off', [`key=${BEGIN}\\n${BODY}\\nab`, 'next'], [`key=${BEGIN}\\n${TEN}`, 'next']],
])('%s', (_, lines, expected) => {
  const text = lines.join('\n');
  expect(redacted(text)).toBe(expected.join('\n'));
  expect(inPieces(text, [5, 40, 50, 51])).toBe(expected.join('\n'));
});
