// A value alone behind a sentence that announces it: `Please use the following password to proceed to installation:`, and on a line of its own the password.
import { bare, spellings } from '../anchors/pattern.ts';
import type { SecretClass } from '../formats/detector.ts';
import type { Span } from '../masks/span.ts';
import { characters, hasAt } from '../text/characters.ts';
import { isValue } from './is-value.ts';
import { isMade } from './made.ts';
import type { Rule } from './rule.ts';

const RULE = 'announced-value';
const SENTENCE_CHARS_MAX = 200;

const MENTIONS = /pass(?:word|phrase|code)|token|key|secret/i;
/** Right before the colon. */
const DIRECT =
  /(?:^|[^\w/.-])(?:(pass(?:word|phrase|code))|token|(?:api|access|secret|certificate|encryption|unseal|recovery|signing|license|join)[ _-]?key)(?: is| was)?$/i;
const FOLLOWING =
  /\bfollowing (?:key|(?:[\w'-]{1,24} ){0,3}(?:(pass(?:word|phrase|code))|token|secret))\b(?! (?:id|name|file|path)\b)[^:]{0,120}$/i;
const FOR = /\b(?:(pass(?:word|phrase|code))|token) for [^:]{1,120}$/i;
/** What is told is no value, or no secret one. */
const TELLS_NONE =
  /\b(?:no|not|never|unable|cannot|can't|couldn't|failed|error|invalid|missing|wrong|incorrect|expired|public|fingerprint|hash|checksum)\b/i;

/** Of what a value is announced by the sentence that ends before the colon at `end`. */
export function announcedAt(text: string, end: number): SecretClass | undefined {
  const before = text.slice(Math.max(0, end - SENTENCE_CHARS_MAX), end);
  const sentence = before.slice(before.lastIndexOf(':') + 1);
  // Most colons end a key of YAML.
  if (!MENTIONS.test(sentence)) return undefined;
  for (const form of [DIRECT, FOLLOWING, FOR]) {
    const said = form.exec(sentence);
    if (said !== null) return TELLS_NONE.test(sentence) ? undefined : said[1] === undefined ? 'token' : 'password';
  }
  return undefined;
}

const CHARS_MIN = 8;
const CHARS_MAX = 512;
const WORD = /^(["'`]?)([^\s"'`\\]{1,512})\1$/;
/** A place, or a key of YAML. */
const IS_PLACE = /^[a-z][a-z0-9+.-]{1,16}:\/\/|^[./~]|[:,;]$/i;
const IS_HOST = /^[a-z0-9-]{1,64}(?:\.[a-z0-9-]{1,64}){1,8}$/;
/** The name or the id of an object. */
const IS_NAME = /^[a-z0-9]{1,64}(?:-[a-z0-9]{1,64}){1,8}$/;
/** No word of the language is written so. */
const HAS_CAPITALS_INSIDE = /[a-z][A-Z]|[A-Z][a-z]{1,64}[A-Z]/;

/** The value in `[start, end)` where it is a word that looks made, and nothing else. */
export function aloneIn(text: string, start: number, end: number, kind: SecretClass): Span | undefined {
  if (end - start > CHARS_MAX) return undefined;
  const line = text.slice(start, end);
  const [, quote = '', word = ''] = WORD.exec(line.trim()) ?? [];
  if (word.length < CHARS_MIN || !isValue(word) || isOther(word, kind)) return undefined;
  if (!isMade(word, 0, word.length) && !HAS_CAPITALS_INSIDE.test(word)) return undefined;
  const at = start + line.indexOf(quote + word) + quote.length;
  return { start: at, end: at + word.length, class: kind, rule: RULE };
}

function isOther(word: string, kind: SecretClass): boolean {
  return IS_PLACE.test(word) || IS_HOST.test(word) || (kind !== 'password' && IS_NAME.test(word));
}

const ENDS_WORD = characters(/[\s\\"'`]/);
const IN_GAP = characters(/[ \t\r\n\\]/);
const ENDS_ESCAPE = characters(/[nrt]/);
const GAP_CHARS_MAX = 32;

/** What announces a value without the name of a field: lines must be known by it. */
const WORDS = [
  'following key',
  'certificate key',
  'unseal key',
  'recovery key',
  'license key',
  'join key',
  "'random' passwords",
].flatMap((words) => spellings(words, ' _-'));

/** The same in one text: a record's body with its line ends, or a string of JSON with theirs. */
export const announcedValue: Rule = {
  id: RULE,
  // A text may have a key of YAML in each of its lines.
  work: 1,
  anchors: [[':', '\n'], [':', '\\', 'nr'], [':', '\\', '\\', 'nr'], ...WORDS],
  // Colons and line ends are frequent; every sentence has one of these, or a name that another rule looks for.
  sieve: WORDS.map(bare),
  find(text, { start: colon }) {
    if (!hasAt(text, colon, ':')) return [];
    const kind = announcedAt(text, colon);
    if (kind === undefined) return [];
    const start = gapEnd(text, colon + 1);
    let end = start;
    while (end < text.length && end - start <= CHARS_MAX && !ENDS_WORD(text, end)) end++;
    if (start === colon + 1 || !(end === text.length || ENDS_LINE.test(text.slice(end, end + 6)))) return [];
    const span = aloneIn(text, start, end, kind);
    return span === undefined ? [] : [span];
  },
};

const ENDS_LINE = /^(?:[ \t]{0,4}[\r\n]|\\{1,4}[nr]|\\{0,4}["'`])/;

/** Past blanks and line ends, as they stand there or as strings have them. */
function gapEnd(text: string, from: number): number {
  let at = from;
  while (at - from < GAP_CHARS_MAX && (IN_GAP(text, at) || (ENDS_ESCAPE(text, at) && hasAt(text, at - 1, '\\')))) at++;
  return at;
}
