// Values that reports repeat: bound parameters of statements, errors of validation, command lines in audit records.
import type { Random } from '../../bench/random.ts';
import type { Context } from './context.ts';
import { encoded, m, type Marked, secret } from './marked.ts';
import { ALNUM, chars, type Kind, MASKS } from './values.ts';

type Make = (random: Random) => Marked;

/** Of letters and digits: each report has its own way with signs. */
const pw: Make = (random) => secret(`${chars(random, ALNUM, 11)}7q`, MASKS.password);

const hexOf = (text: string): string => Buffer.from(text, 'latin1').toString('hex').toUpperCase();
/** The value in hexadecimal; its mask is not. */
const inHex = (value: Marked): Marked => ({ ...encoded(value, hexOf), safe: value.safe });

const REPORTS: Readonly<Record<string, readonly [Kind, Make]>> = {
  'django: inserted': [
    'password',
    (random) =>
      m`(0.001) INSERT INTO "auth_user" ("username", "password", "age") VALUES (%s, %s, %s); args=('ann', '${pw(random)}', 7); alias=default`,
  ],
  'django: updated': [
    'password',
    (random) =>
      m`(0.002) UPDATE "auth_user" SET "last_login" = %s, "password" = %s WHERE "auth_user"."id" = %s; args=(datetime.datetime(2026, 1, 2), '${pw(random)}', 7)`,
  ],
  'pydantic: too short': [
    'password',
    (random) =>
      m`1 validation error for Login password  String should have at least 32 characters [type=string_too_short, input_value='${pw(random)}', input_type=str]`,
  ],
  'pydantic: several lines in one': [
    'password',
    (random) =>
      m`1 validation error for Settings\\ndb.password\\n  Input should be a valid integer [type=int_parsing, input_value='${pw(random)}', input_type=str]`,
  ],
  'audit: title': [
    'password',
    (random) =>
      m`type=PROCTITLE msg=audit(1767323045.123:4711): proctitle=${hexOf('mysql\0-uroot\0-p')}${inHex(pw(random))}`,
  ],
  'audit: title with a long option': [
    'password',
    (random) =>
      m`type=PROCTITLE msg=audit(1767323045.123:4711): proctitle=${hexOf('app\0--db-password=')}${inHex(pw(random))}${hexOf('\0-v')}`,
  ],
  'audit: arguments': [
    'password',
    (random) =>
      m`type=EXECVE msg=audit(1767323045.123:4711): argc=3 a0="/usr/bin/mysqldump" a1="-uroot" a2="-p${pw(random)}"`,
  ],
  'audit: an argument of its own': [
    'password',
    (random) =>
      m`type=EXECVE msg=audit(1767323045.123:4711): argc=4 a0="app" a1="--password" a2="${pw(random)}" a3="-v"`,
  ],
};

export const REPORT_CONTEXTS: readonly Context[] = Object.entries(REPORTS).map(([name, [kind, make]]) => ({
  name: `report: ${name}`,
  make: (random) => ({ kind, text: make(random) }),
}));

/** The same shapes with nothing to mask. */
export const REPORT_LINES: readonly ((random: Random) => string)[] = [
  () =>
    '(0.001) INSERT INTO "auth_user" ("username", "password_set") VALUES (%s, %s); args=(\'ann\', True); alias=default',
  () => '(0.002) UPDATE "auth_user" SET "last_login" = %s WHERE "auth_user"."id" = %s; args=(\'2026-01-02\', 7)',
  (random) => `(0.002) SELECT "t"."password" FROM "t" WHERE "t"."name" = %s; args=('${chars(random, ALNUM, 12)}',)`,
  (random) =>
    `1 validation error for Item name  String should have at most 4 characters [type=string_too_long, input_value='${chars(random, ALNUM, 12)}', input_type=str]`,
  () =>
    "1 validation error for Login password  Field required [type=missing, input_value={'user': 'ann'}, input_type=dict]",
  () => `type=PROCTITLE msg=audit(1767323045.123:4711): proctitle=${hexOf('/bin/ls\0-la\0-p/tmp')}`,
  () => `type=PROCTITLE msg=audit(1767323045.123:4711): proctitle=${hexOf('mysql\0-uroot\0-p')}`,
  () => 'type=EXECVE msg=audit(1767323045.123:4711): argc=3 a0="mkdir" a1="-p" a2="/srv/data/a1b2c3"',
  () => 'type=EXECVE msg=audit(1767323045.123:4711): argc=3 a0="app" a1="--password-file" a2="/run/secrets/db1"',
];
