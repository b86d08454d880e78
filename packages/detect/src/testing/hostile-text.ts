// Draws texts for fuzzing: contexts of secrets, put into one another, then damaged byte by byte.
import { randomFrom, randomText } from './random.ts';

const NAMES = [
  'password',
  'pass',
  'pwd',
  'token',
  'api_key',
  'secret',
  'email',
  'cardNumber',
  'cvv',
  'exp',
  'jwt',
  'cookie',
  'Authorization',
  'x',
  '--password',
  '-p',
  'AccountKey',
  'PGPASSWORD',
  'passwords',
  'signature',
  'Name:DB_PASSWORD',
  'the following password',
  "Set the following 'random' passwords",
];
const TIES = [
  '=',
  ': ',
  ':',
  ' = ',
  '":"',
  '": ',
  '=>',
  ' ',
  '\\":\\"',
  '="',
  "='",
  '(',
  '>',
  '%3D',
  ', "',
  '==',
  '[',
  ':[',
  ',Value:',
  ' is ',
  '\t',
  '\u001B[0m=',
  ':\n',
  ':\n\n',
  ':\\n',
  '\nroot:',
];
const VALUES = [
  'hunter2',
  'dbPass123!',
  'Hq8sJ2kLmN',
  'a"b',
  "it''s",
  '4111111111111111',
  '4111 1111 1111 1111',
  '3056 930902 5904',
  '12/25',
  '123',
  'jane@example.com',
  'a%40b',
  '[a,b]',
  '["x1y2z3w4","q"]',
  'Bearer abc.def-123',
  'Basic dXNlcjpwYXNz',
  'a=1; b=2',
  '${X}',
  '{{ x }}',
  '**********',
  '[REDACTED:token]',
  '[redaction-error]',
  'null',
  '7',
  '-',
  '',
  ' ',
  '\\n',
  '\\',
  '\\\\"',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOjF9.c2lnbmF0dXJlc2lnbmF0dXJl',
  '<b>',
  'a;b&c,d',
  '\u00c3\u00a9\u00ff',
  ['gh', 'p_', 'a1B2'.repeat(9)].join(''),
  "x'**********'y",
  '**/**',
  '***',
  '@tcp(db)',
  '%2F%25',
];
const CONTEXTS = [
  'postgres://u:«@db:5432/x',
  "INSERT INTO t (a, password) VALUES (1, '«')",
  "IDENTIFIED BY '«'",
  'mysql -u r -p«',
  'curl -u a:« x',
  '"AUTH" "«"',
  'requirepass «',
  'set-cookie: s=«; Path=/',
  '{"a":[{"b":"«"}]}',
  'sent to « now',
  'card « exp 12/25 cvv 123',
  '-----BEGIN PRIVATE KEY-----\\n«\\n-----END PRIVATE KEY-----',
  '<password>«</password>',
  'Server=x;Password=«;Encrypt=1',
  'u:«@tcp(h:1)/d',
  'env:[«]',
  '{"k":«}',
];
const HEADS = [
  '',
  '',
  '2026-01-02T03:04:05.678Z stdout F ',
  '2026-01-02T03:04:05.678Z stdout P ',
  '2026-01-02T03:04:05.678Z stderr P ',
  'I0102 03:04:05.678901 1 a.go:1] ',
  '\u001B[31m',
];
const ENDS = ['\n', '\n', '\n', '\r\n', '\r', '\n\n', ''];
const DEPTH_MAX = 3;

type Random = () => number;

const below = (random: Random, count: number): number => Math.floor(random() * count);
const pick = (random: Random, items: readonly string[]): string => items[below(random, items.length)] ?? '';

function inner(random: Random, depth: number): string {
  const kind = below(random, depth >= DEPTH_MAX ? 3 : 6);
  if (kind < 2) return pick(random, NAMES) + pick(random, TIES) + pick(random, VALUES);
  if (kind === 2) return pick(random, VALUES);
  if (kind === 3) return pick(random, CONTEXTS).replace('«', () => inner(random, depth + 1));
  if (kind === 4) return JSON.stringify({ [pick(random, NAMES)]: inner(random, depth + 1), n: below(random, 9) });
  return `${inner(random, depth + 1)}${pick(random, [' ', ', ', ';', '&', '', '\\n', '|'])}${inner(random, depth + 1)}`;
}

const BYTES = '"\'\\`{}[]()<>:=;,&%@*/#-_.|\n\r\t \u001B\u0000\u0080\u00ff0aA';

function damaged(text: string, random: Random): string {
  let result = text;
  for (let edits = below(random, 4); edits > 0; edits--) {
    const at = below(random, result.length + 1);
    const length = below(random, 4);
    const added = below(random, 3) === 0 ? result.slice(at, at + below(random, 12)) : randomText(BYTES, length, random);
    result = result.slice(0, at) + added + result.slice(at + below(random, 3));
  }
  return result;
}

/** A text of some lines whose characters are bytes, the same for a seed. Half of the texts are damaged. */
export function hostileText(seed: number): string {
  const random = randomFrom(seed);
  let text = '';
  for (let lines = 1 + below(random, 4); lines > 0; lines--)
    text += pick(random, HEADS) + inner(random, 0) + pick(random, ENDS);
  return below(random, 2) === 0 ? text : damaged(text, random);
}
