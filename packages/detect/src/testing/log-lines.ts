// Draws texts in which everything that a stream may cut is near: secrets, quotes, keys over lines, entries of CRI logs.
import fc from 'fast-check';

const PIECES = [
  'password=hunter2',
  'password dbPass123!',
  '"password":"a\\"b"',
  '{"msg":"{\\"token\\":\\"x1\\",\\"card\\":4111111111111111}"}',
  ' 4111 1111 1111 1111 exp 12/25 cvv 123 ',
  'jane@example.com',
  'postgres://u:p%40w@db/x',
  'Authorization: Bearer abc.def-123',
  'Cookie: a=b; c=d',
  '-----BEGIN PRIVATE KEY-----',
  'MIIEowIBAAKCAQEAabcdabcdabcdabcdabcdabcdabcdabcd',
  'password',
  'secret',
  'token: ',
  '="',
  "'",
  '\\"',
  ':',
  ' ',
  'x',
  'all is well',
  '\r',
  '\u0000\u00ff\u00c3',
  '\u001B[31m',
  'x'.repeat(90),
];

const HEADS = [
  '',
  '2026-01-02T03:04:05.678Z stdout F ',
  '2026-01-02T03:04:05.678Z stdout P ',
  '2026-01-02T03:04:05.678Z stderr P ',
  '2026-01-02T03:04:05.678Z stderr F ',
  'app | ',
];

const content = fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((pieces) => pieces.join(''));

/** A key ends on a line of its own: behind an unclosed quote its end would be part of a value. */
const line = fc
  .tuple(
    fc.constantFrom(...HEADS),
    fc.oneof({ weight: 9, arbitrary: content }, fc.constant('-----END PRIVATE KEY-----')),
  )
  .map((parts) => parts.join(''));

/** Lines with their ends; the last may lack its own. */
export const logText = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.boolean())
  .map(([lines, isEnded]) => lines.join('\n') + (isEnded ? '\n' : ''));
