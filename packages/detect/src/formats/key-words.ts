// What stands between a service's name and a credential of it: the words of its key and the signs that assign it.
import { characters, hasAt } from '../text/characters.ts';

/** Words of the keys of credentials in general. */
export const CREDENTIAL_WORDS: readonly string[] = [
  'key',
  'token',
  'secret',
  'password',
  'passwd',
  'pwd',
  'auth',
  'credential',
  'bearer',
  'pat',
  'webhook',
];
/** A value under such a key is public by nature. */
const PUBLIC_WORDS = [
  'sha',
  'commit',
  'digest',
  'hash',
  'checksum',
  'md5',
  'revision',
  'etag',
  'fingerprint',
  'public',
];
const assignsSign = characters(/[=:>(,]/);
/** Words before a value that assign it without a sign: `Bearer X`, `--token X`. */
const LEADS = [
  'bearer',
  'basic',
  'bot',
  'token',
  'key',
  'apikey',
  'secret',
  'password',
  'is',
  'number',
  'no',
  'nr',
  'card',
  'iban',
];

/** True where the text from the name to the value says that a credential follows. */
export function saysCredential(between: string, words: readonly string[] = CREDENTIAL_WORDS): boolean {
  const lower = between.toLowerCase();
  return words.some((word) => lower.includes(word));
}

/** Of each list of words the letters that one begins with, whatever their case. */
const firstLetters = new WeakMap<readonly string[], Uint8Array>();

function firstOf(words: readonly string[]): Uint8Array {
  const known = firstLetters.get(words);
  if (known !== undefined) return known;
  const made = new Uint8Array(256);
  for (const word of words) {
    const first = word.charCodeAt(0);
    made[first] = 1;
    made[isSmall(first) ? first - CASE : first] = 1;
  }
  firstLetters.set(words, made);
  return made;
}

/** What a small letter has and its capital has not. */
export const CASE = 0x20;

function isSmall(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

/** Whether a word in small letters stands at a place, whatever the case of the text. */
export function stands(word: string, text: string, start: number, end: number): boolean {
  if (end - start < word.length) return false;
  for (let at = 0; at < word.length; at++) {
    const sought = word.charCodeAt(at);
    const code = text.charCodeAt(start + at);
    if (code !== sought && !(isSmall(sought) && code === sought - CASE)) return false;
  }
  return true;
}

function standsOneOf(words: readonly string[], text: string, start: number, end: number): boolean {
  return firstOf(words)[text.charCodeAt(start)] === 1 && words.some((word) => stands(word, text, start, end));
}

/** Where the last of `words` begins in `[from, end)`; -1 where there is none. */
export function lastSaid(text: string, from: number, end: number, words: readonly string[]): number {
  const first = firstOf(words);
  for (let at = end - 1; at >= from; at--) {
    if (first[text.charCodeAt(at)] === 1 && standsOneOf(words, text, at, end)) return at;
  }
  return -1;
}

const IN_KEY = characters(/[\w.-]/);
const IN_PATH = characters(/[\w./-]/);
const JOINT = characters(/[_.-]/);

interface Word {
  readonly start: number;
  readonly end: number;
}

/** The last run of letters, digits, `_`, `-`, `.` and `/` in `[from, before)`: a key, or a path. */
function lastWord(text: string, from: number, before: number): Word {
  let end = before;
  while (end > from && !IN_KEY(text, end - 1)) end--;
  let start = end;
  while (start > from && IN_PATH(text, start - 1)) start--;
  return { start, end };
}

const IN_QUOTES = characters(/[\s"'`\\[{]/);
const QUOTES_MAX = 16;

/** Where the quotes, brackets and spaces at the end of `[from, end)` begin. */
function quotesStart(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && end - at < QUOTES_MAX && IN_QUOTES(text, at - 1)) at--;
  return at;
}

/** True where `[from, end)` ends in a file's name with its folder, and a colon: what follows is the file's hash or size. */
export function namesFile(text: string, from = 0, end = text.length): boolean {
  const sign = quotesStart(text, from, end);
  if (sign === from || !hasAt(text, sign - 1, ':')) return false;
  const { start, end: wordEnd } = lastWord(text, from, sign);
  let dot = wordEnd - 1;
  while (wordEnd - dot <= EXTENSION_CHARS_MAX && !hasAt(text, dot, '.')) dot--;
  return hasAt(text, dot, '.') && /\/[^/]{1,200}\.[a-z\d]{1,5}$/i.test(text.slice(start, wordEnd));
}

const EXTENSION_CHARS_MAX = 5;

export interface Assigned {
  readonly isAssigned: boolean;
  /** What stands before this place has no part in the answer. */
  readonly reach: number;
}

/** Whether `[from, end)`, which ends where the value starts, ends in an assignment and names nothing public. */
export function assignedBy(text: string, from: number, end: number): Assigned {
  const sign = quotesStart(text, from, end);
  const word = lastWord(text, from, sign);
  const reach = word.end > word.start ? word.start : word.start - 1;
  if (isPublic(text, word)) return { isAssigned: false, reach };
  if (sign > from && assignsSign(text, sign - 1)) return { isAssigned: true, reach };
  return { isAssigned: sign < end && isLead(text, word), reach };
}

/** Whether one of its parts begins with a public word. */
function isPublic(text: string, { start, end }: Word): boolean {
  for (let at = start; at < end; at++) {
    if ((at === start || JOINT(text, at - 1)) && standsOneOf(PUBLIC_WORDS, text, at, end)) return true;
  }
  return false;
}

function isLead(text: string, { start, end }: Word): boolean {
  return LEADS.some((lead) => {
    const at = end - lead.length;
    if (at < start || !stands(lead, text, at, end)) return false;
    return at === start || hasAt(text, at - 1, '-') || hasAt(text, at - 1, '_');
  });
}

/** True where `[from, end)`, which ends where the value starts, ends in an assignment and names nothing public. */
export function assigns(text: string, from = 0, end = text.length): boolean {
  return assignedBy(text, from, end).isAssigned;
}
