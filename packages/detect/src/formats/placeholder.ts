// Tells a value from what stands in its place: words, runs, series, repetitions, templates.
// Apart from `isPlaceholder` of the engine: what is judged here a machine has made, so that a word anywhere in it tells of a sample.
import { entropy, leastEntropy } from './entropy.ts';

/** Words of documentation. Four letters at least: shorter ones stand in random text too often. */
const WORDS = [
  'example',
  'xxxx',
  'changeme',
  'placeholder',
  'redacted',
  'sample',
  'dummy',
  'replace',
  'insert',
  'yourkey',
  'yourtoken',
  'your_',
  'your-',
  'mysecret',
  'notreal',
  'deadbeef',
];
/** Whole values that say nothing. */
const WHOLE = new Set(
  'password passwd pass secret token none null nil true false undefined empty user username default test value string admin root'.split(
    ' ',
  ),
);
/** Equal or consecutive characters in a row that chance does not give a value of ordinary length. */
const RUN_MAX = 5;
const PERIOD_MAX = 40;
/** A longer text may hold runs: encoded bytes often hold zeros. */
const RUN_LENGTH_MAX = 100;

/** True for `aaaaaa`, `123456`, `fedcba`. */
export function hasRun(text: string): boolean {
  if (text.length > RUN_LENGTH_MAX) return false;
  let step = 0;
  let run = 1;
  for (let index = 1; index < text.length; index++) {
    const difference = text.charCodeAt(index) - text.charCodeAt(index - 1);
    const continues = Math.abs(difference) <= 1 && (difference === step || run === 1);
    run = continues ? run + 1 : Math.abs(difference) <= 1 ? 2 : 1;
    step = difference;
    if (run > RUN_MAX) return true;
  }
  return false;
}

/** True for a text that repeats its first one to forty characters to the end. */
export function isPeriodic(text: string): boolean {
  for (let period = 1; period <= PERIOD_MAX && period * 2 <= text.length; period++) {
    let index = period;
    while (index < text.length && text.charCodeAt(index) === text.charCodeAt(index - period)) index++;
    if (index === text.length) return true;
  }
  return false;
}

/** True for `${VAR}`, `$VAR`, `$(cmd)`, `{{ x }}`, `<token>`, `%s`, `%(name)s`, `[value]`, `***`. */
export function isTemplate(text: string): boolean {
  const first = text.charAt(0);
  const last = text.charAt(text.length - 1);
  if (text.includes('${') || text.includes('{{') || text.includes('$(') || text.includes('***')) return true;
  if (first === '$' || (first === '%' && /^%(?:[sdv]|\()/.test(text.slice(0, 2)))) return true;
  return (first === '<' && last === '>') || (first === '[' && last === ']') || (first === '{' && last === '}');
}

function hasWord(text: string): boolean {
  const lower = text.toLowerCase();
  return WHOLE.has(lower) || WORDS.some((word) => lower.includes(word));
}

/** True for text that stands in a value's place. Judges words and form, not chance. */
export function isPlaceholder(text: string): boolean {
  return text === '' || isTemplate(text) || hasWord(text) || isPeriodic(text);
}

export function isNoPlaceholder(text: string): boolean {
  return !isPlaceholder(text);
}

/** Which of small letters, capitals and digits a text has, as three bits. */
function kinds(text: string): number {
  let bits = 0;
  for (let index = 0; index < text.length && bits !== 7; index++) {
    const code = text.charCodeAt(index);
    if (code >= 0x61 && code <= 0x7a) bits |= 1;
    else if (code >= 0x41 && code <= 0x5a) bits |= 2;
    else if (code >= 0x30 && code <= 0x39) bits |= 4;
  }
  return bits;
}

/** The size of the narrowest usual alphabet that `text` is written in: issuers often use less than they document. */
function alphabetOf(text: string, bits: number): number {
  if (bits === DIGITS) return 10;
  if (/^(?:[0-9a-f]{1,4096}|[0-9A-F]{1,4096})$/.test(text)) return 16;
  return (bits & 3) === 3 ? MIXED_ALPHABET : 36;
}

const DIGITS = 4;
const MIXED_ALPHABET = 62;
const MIXED_LENGTH = 16;

/** True for text that chance over an alphabet of that size may have made: no words, no runs, enough entropy. */
export function looksRandom(text: string, alphabet: number): boolean {
  if (isPlaceholder(text) || hasRun(text)) return false;
  const bits = kinds(text);
  if (entropy(text) < leastEntropy(text.length, Math.min(alphabet, alphabetOf(text, bits)))) return false;
  const isMixed = (bits & (bits - 1)) !== 0;
  return isMixed || alphabet < MIXED_ALPHABET || text.length < MIXED_LENGTH;
}
