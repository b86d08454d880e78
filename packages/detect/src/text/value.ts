// Where an unquoted value ends, and which values are none.
import { characters, hasAt, isCloser, isDigit, isEnd, isLetter, isName, skipBlank } from './characters.ts';
import { quoteAt } from './quote.ts';

/** What a character means for the end of a value. */
const [PLAIN, ENDS, OPENS, CLOSES, QUOTE, ESCAPES, SEPARATES] = [0, 1, 2, 3, 4, 5, 6];
const MEANS: readonly (readonly [letters: RegExp, meaning: number])[] = [
  [/[ \t\r\n\v\f\u001B]/, ENDS],
  [/[([{]/, OPENS],
  [/[)\]}>]/, CLOSES],
  [/["'`]/, QUOTE],
  [/\\/, ESCAPES],
  [/[,;&#]/, SEPARATES],
];
const MEANING = Uint8Array.from({ length: 256 }, (_, byte) => {
  const letter = String.fromCharCode(byte);
  return MEANS.find(([letters]) => letters.test(letter))?.[1] ?? PLAIN;
});

/** The place after the unquoted value that begins at `start`, at most `limit` characters on. */
export function unquotedEnd(text: string, start: number, limit = text.length): number {
  let opened = 0;
  const last = Math.min(text.length, start + limit);
  for (let at = start; at < last; at++) {
    const meaning = MEANING[text.charCodeAt(at)] ?? PLAIN;
    if (meaning === PLAIN) continue;
    if (meaning === ENDS) return at;
    if (meaning === OPENS) {
      if (endsWire(text, at)) return at;
      opened++;
    } else if (meaning === CLOSES) {
      if (opened-- <= 0 && endsAfter(text, at + 1)) return at;
    } else if (meaning === ESCAPES) {
      if (isEscape(text, at)) return at;
      const run = at;
      while (hasAt(text, at + 1, '\\')) at++;
      // Backslashes escape one another; one that is left over belongs to the quote behind them.
      if ((at - run) % 2 === 0 && quoteAt(text, at) !== undefined) return at;
    } else if (meaning === QUOTE ? endsAfter(text, at + 1) : separates(text, at)) return at;
  }
  return last;
}

/** A line end as HttpClient's wire log writes it. */
const WIRE_END = /^\[\\{1,8}[rn]\]/;
const WIRE_END_CHARS_MAX = 12;

function endsWire(text: string, at: number): boolean {
  return hasAt(text, at + 1, '\\') && WIRE_END.test(text.slice(at, at + WIRE_END_CHARS_MAX));
}

const AFTER_VALUE = characters(/[,;.:&"'`\\<?|\u001B]/);

/** Whether a bracket or quote before `at` belongs to what is around the value. */
function endsAfter(text: string, at: number): boolean {
  return isEnd(text, at) || isCloser(text, at) || AFTER_VALUE(text, at);
}

/** An escaped quote, or the `\n` and `\t` that a JSON string has for an end of line: the string ends there, or a new field begins. */
function isEscape(text: string, at: number): boolean {
  const quote = quoteAt(text, at);
  // Behind an even number of backslashes it may be the value's own.
  if (quote !== undefined && (quote.escapes % 2 === 1 || endsAfter(text, quote.end))) return true;
  let next = at;
  while (hasAt(text, next, '\\') && next - at < ESCAPES_MAX) next++;
  if (!hasAt(text, next, 'n') && !hasAt(text, next, 't') && !hasAt(text, next, 'r')) return false;
  return endsAfter(text, next + 1) || isField(text, next + 1);
}

const ESCAPES_MAX = 8;

function isField(text: string, start: number): boolean {
  let at = start;
  while (isName(text, at) && at - start < FIELD_NAME_MAX) at++;
  return at > start && (hasAt(text, at, '=') || hasAt(text, at, ':'));
}

const FIELD_NAME_MAX = 64;

/** Whether a new field follows: `a=1&b=2`, `a=1; b=2`, `a=1, b=2`. */
function separates(text: string, at: number): boolean {
  let next = at + 1;
  if (isEnd(text, next)) return true;
  if (hasAt(text, at, '#')) return false;
  while (isName(text, next) && next - at < FIELD_NAME_MAX) next++;
  const quote = quoteAt(text, at + 1);
  if (quote !== undefined) return true;
  if (hasAt(text, at, ';')) next = spacedNameEnd(text, at + 1);
  if (next === at + 1) return false;
  return hasAt(text, next, '=') || (hasAt(text, at, ',') && (hasAt(text, next, ':') || text.startsWith(' =>', next)));
}

const NAME_BLANKS_MAX = 4;
/** They make a sentence, whose value another run would find masked. */
const COPULAS = /^(?:is|was|to|of|like)$/i;
/** Names whose value follows a blank, as it does a copula. */
const BEFORE_VALUE = /(?:requirepass|masterauth)$/i;

/** The place after a name and the blanks around it. `Data Source=…;User Id=…`: names of connection strings have blanks, and words of letters. */
function spacedNameEnd(text: string, start: number): number {
  let at = skipBlank(text, start, NAME_BLANKS_MAX);
  while (isName(text, at) && at - start < FIELD_NAME_MAX) at++;
  const takesValue = BEFORE_VALUE.test(text.slice(Math.max(start, at - 16), at));
  for (;;) {
    const word = skipBlank(text, at, NAME_BLANKS_MAX);
    if (takesValue) return word;
    let end = word;
    while (isLetter(text, end) && end - start < FIELD_NAME_MAX) end++;
    if (end === word || word === at || COPULAS.test(text.slice(word, end))) return word;
    at = end;
  }
}

const FIELD_CHARS_MAX = 256;

/**
 * The place after a value of a connection string, `…;Password=a b;Database=x`, whose values may hold blanks: fields with names must
 * stand on both sides: the one before is the caller's to see. Undefined elsewhere.
 */
export function connectionFieldEnd(text: string, start: number): number | undefined {
  const last = Math.min(text.length, start + FIELD_CHARS_MAX);
  let end = start;
  while (end < last && !ENDS_FIELD(text, end)) end++;
  if (end === start || end === last || !hasAt(text, end, ';')) return undefined;
  let sign = end + 1;
  while (sign < last && sign - end <= FIELD_NAME_CHARS_MAX && IN_FIELD_NAME(text, sign)) sign++;
  if (sign === end + 1 || sign === last || !hasAt(text, sign, '=')) return undefined;
  return start + text.slice(start, end).trimEnd().length;
}

const ENDS_FIELD = characters(/[;"'\\\r\n]/);
const IN_FIELD_NAME = characters(/[\w .]/);
const FIELD_NAME_CHARS_MAX = 40;

/** The value without what ends a sentence: `dbPass123,` and `dbPass123).`, but not `dbPass123!`. */
export function withoutPunctuation(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /[.,;:)\]}>"'`]/.test(text.charAt(at - 1))) at--;
  return at === start ? end : at;
}

/** Whether a word of prose may be a password: it holds a digit or a symbol, which words of the language do not. */
export function looksChosen(value: string): boolean {
  if (/^\d{1,3}$/.test(value)) return false;
  let joints = 0;
  for (let at = 0; at < value.length; at++) {
    if (isDigit(value, at) || (value.charCodeAt(at) > 0x20 && SYMBOLS.includes(value.charAt(at)))) return true;
    if ((hasAt(value, at, '-') || hasAt(value, at, '_')) && isLetter(value, at - 1) && isLetter(value, at + 1))
      joints++;
  }
  return joints > 1 && !OF_WORDS.test(value);
}

/** `time-to-live`: small words join words of the language, `correct-horse-staple` has none. */
const OF_WORDS = /^[a-z]{2,16}-(?:to|of|in|the|by|and|on|or|an?|for|at|per|is|not)-/i;

const SYMBOLS = '!@#$%^&*+=~?|';
