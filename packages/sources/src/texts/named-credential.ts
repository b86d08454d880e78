// Recognises a credential in running text by the name before it: `password=…`, `"apiKey": "…"`, `--token …`.
import type { Detector, Match } from '@watertight/detect';
import { isMade, mayBeCredential, spokenBy } from '@watertight/engine';
import { CREDENTIAL_BY_NAME } from './structural.ts';

const NAME_REACH = 64;
const NAME_SIGN = /[A-Za-z0-9_.-]/;
const NAME_HERE = /[A-Za-z0-9_.-]{1,64}/y;
/** What ties a value to its name: a sign of assignment, or a space where the name is a flag. */
const ASSIGNED = /["'\]]{0,2}[ \t]{0,8}(?::=|=>|[:=])[ \t]{0,8}/y;
const SPACE = / /y;
/** Two words alone on a line: how Fluent Bit, Fluentd, Redis and many others write a setting. */
const SETTING = /([ \t]{1,64})(\S{1,4096})[ \t\r]{0,64}$/y;
/** A header of HTTP, after a colon, an equals sign or a space: the scheme, then what it opens with. https://www.rfc-editor.org/rfc/rfc9110#section-11.6.2 */
const HEADER = /["'\]]{0,2}[ \t]{0,8}[:= ][ \t]{0,8}["']?(?:Bearer|Basic|Splunk|ApiKey|Token) {1,8}/iy;
const QUOTED = /"([^"\\\s]{4,4096})"|'([^'\\\s]{4,4096})'/y;
/** Brackets are code, not values: `token = next()`. */
const BARE = /[^\s"'`,;&|<>()[\]{}\\]{4,4096}(?=$|[\s"'`,;&|)\]}])/y;

function at(form: RegExp, text: string, start: number): RegExpExecArray | null {
  form.lastIndex = start;
  return form.exec(text);
}

/** Where the word begins that holds the anchor. */
function nameStart(text: string, anchor: number): number {
  let start = anchor;
  while (start > 0 && anchor - start < NAME_REACH && NAME_SIGN.test(text[start - 1] ?? '')) start--;
  return start;
}

/** Where the value of a setting begins whose name ends at `end`; prose of two words has no digit. */
function settingStart(text: string, name: string, end: number): number | undefined {
  if (text.slice(0, end - name.length).trim() !== '') return undefined;
  const [, space = '', value = ''] = at(SETTING, text, end) ?? [];
  return /\d/.test(value) ? end + space.length : undefined;
}

/** Before `password` in a line of `.netrc`. https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html */
const LOGIN = /(?:^|[ \t])login[ \t]{1,8}[^\s"']{1,128}[ \t]{1,8}$/;
const LOGIN_REACH = 160;

/** True where the name itself, and a space, tell the value. */
function isBeforeValue(text: string, name: string, end: number): boolean {
  if (name.startsWith('--')) return true;
  const start = end - name.length;
  return name === 'password' && LOGIN.test(text.slice(Math.max(0, start - LOGIN_REACH), start));
}

/** Where the value begins that is tied to the name that ends at `end`. */
function valueStart(text: string, name: string, end: number): number | undefined {
  const tie = at(ASSIGNED, text, end) ?? (isBeforeValue(text, name, end) ? at(SPACE, text, end) : null);
  return tie === null ? settingStart(text, name, end) : end + tie[0].length;
}

function inHeader(text: string, end: number): Match | undefined {
  const tie = at(HEADER, text, end);
  if (tie === null) return undefined;
  const start = end + tie[0].length;
  const value = at(BARE, text, start)?.[0];
  return value !== undefined && mayBeCredential('key', value) ? { start, end: start + value.length } : undefined;
}

function match(text: string, anchor: number): Match | undefined {
  const here = at(NAME_HERE, text, anchor)?.[0] ?? '';
  const name = text.slice(nameStart(text, anchor), anchor) + here;
  const end = anchor + here.length;
  if (/(?:^|[_-])authorization$/i.test(name)) return inHeader(text, end);
  const spoken = spokenBy(name);
  if (spoken === undefined) return undefined;
  const start = valueStart(text, name, end);
  if (start === undefined) return undefined;
  const quoted = at(QUOTED, text, start);
  const value = quoted?.[1] ?? quoted?.[2] ?? at(BARE, text, start)?.[0];
  if (value === undefined || !isMade(value) || !mayBeCredential(spoken, value)) return undefined;
  const first = quoted === null ? start : start + 1;
  return { start: first, end: first + value.length };
}

export const NAMED_CREDENTIAL: Detector = {
  ...CREDENTIAL_BY_NAME,
  anchors: [
    'passw',
    'passphrase',
    'pwd',
    '_pass',
    'token',
    'secret',
    'credential',
    'auth',
    'apikey',
    'api_key',
    'api-key',
    'accesskey',
    'access_key',
    'access-key',
    'privatekey',
    'private_key',
    'private-key',
    'signing_key',
    'encryption_key',
    'master_key',
    'account_key',
    'shared_key',
    'license_key',
  ],
  match,
  examples: {
    positive: [
      'password=«hunter2-xyz»',
      '"apiKey": "«q8Zt4mVx1LbS»"',
      'login --password «hunter2-xyz»',
      '  HTTP_Passwd «q8Zt4mVx1LbS»',
      'Header Authorization Bearer «q8Zt4mVx1LbS9tUv»',
      'machine host.example login bob password «q8Zt4mVx1LbS»',
    ],
    negative: [
      'password=${DB_PASSWORD}',
      'passwordPolicy: strong-1234',
      'token = next(page1)',
      'the password q8Zt4mVx1LbS',
      'after login users get password reset-2026',
      'HTTP_Passwd ${ES_PASSWORD1}',
      'Authorization: Bearer ${TOKEN}',
    ],
  },
};
