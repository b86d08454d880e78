// What stands between a service's name and a credential of it: the words of its key and the signs that assign it.
import { characters } from '../text/characters.ts';

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
const ASSIGNS = '=:>(,';
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

/** Where the last of `words` begins in `text`; below 0 where there is none. */
export function lastSaid(text: string, words: readonly string[]): number {
  let rest = text.toLowerCase();
  let from = 0;
  // What stands before a word that was found is not looked at again.
  for (const word of words) {
    const at = rest.lastIndexOf(word);
    if (at < 0) continue;
    rest = rest.slice(at + 1);
    from += at + 1;
  }
  return from === 0 ? -Infinity : from - 1;
}

const IN_KEY = characters(/[\w.-]/);
const IN_PATH = characters(/[\w./-]/);

/** The last run of letters, digits, `_`, `-`, `.` and `/` before `end`, lower case: a key, or a path. */
function lastWord(text: string, before: number): { readonly word: string; readonly start: number } {
  let end = before;
  while (end > 0 && !IN_KEY(text, end - 1)) end--;
  let start = end;
  while (IN_PATH(text, start - 1)) start--;
  return { word: text.slice(start, end).toLowerCase(), start };
}

const IN_QUOTES = characters(/[\s"'`\\[{]/);
const QUOTES_MAX = 16;

/** Where the quotes, brackets and spaces at the end of `before` begin. */
function quotesStart(before: string): number {
  let at = before.length;
  while (before.length - at < QUOTES_MAX && IN_QUOTES(before, at - 1)) at--;
  return at;
}

/** True where `before` ends in a file's name with its folder, and a colon: what follows is the file's hash or size. */
export function namesFile(before: string): boolean {
  const end = quotesStart(before);
  return before[end - 1] === ':' && /\/[^/]{1,200}\.[a-z\d]{1,5}$/.test(lastWord(before, end).word);
}

export interface Assigned {
  readonly isAssigned: boolean;
  /** What stands before this place has no part in the answer. */
  readonly reach: number;
}

/** Whether `before`, which ends where the value starts, ends in an assignment and names nothing public. */
export function assignedBy(before: string): Assigned {
  const end = quotesStart(before);
  const { word, start } = lastWord(before, end);
  const reach = start - 1;
  if (word.split(/[_.-]/).some((part) => PUBLIC_WORDS.some((name) => part.startsWith(name))))
    return { isAssigned: false, reach };
  if (end > 0 && ASSIGNS.includes(before.charAt(end - 1))) return { isAssigned: true, reach };
  const isLed = LEADS.some((lead) => word === lead || word.endsWith(`-${lead}`) || word.endsWith(`_${lead}`));
  return { isAssigned: end < before.length && isLed, reach };
}

/** True where `before`, which ends where the value starts, ends in an assignment and names nothing public. */
export function assigns(before: string): boolean {
  return assignedBy(before).isAssigned;
}
