// Private keys in PEM form within one line: with `\n` for its line ends, or cut off.
import { caseless } from '../anchors/pattern.ts';
import type { Span } from '../masks/span.ts';
import { characters, hasAt } from '../text/characters.ts';
import type { Rule } from './rule.ts';

const BEGIN = /^-----BEGIN (?:[A-Z0-9]{1,16} ){0,4}PRIVATE KEY(?: BLOCK)?-----/;
const BEGIN_CHARS_MAX = 100;

/** Characters of the line that opens a private key, or 0. RFC 7468, section 2. */
export function beginOfKey(text: string, at: number): number {
  return BEGIN.exec(text.slice(at, at + BEGIN_CHARS_MAX))?.[0].length ?? 0;
}

export const BEGIN_ANCHOR = '-----BEGIN ';
export const END_ANCHOR = '-----END ';

export const privateKeys: Rule = {
  id: 'private-key',
  anchors: [caseless(BEGIN_ANCHOR)],
  find(text, { start }) {
    const length = beginOfKey(text, start);
    if (length === 0) return [];
    let from = start + length;
    from += lineEnd(text, from);
    let to = bodyEnd(text, from);
    while (to > from && lineEndBefore(text, to) > 0) to -= lineEndBefore(text, to);
    while (to > from && hasAt(text, to, '"') && hasAt(text, to - 1, '\\')) to--;
    if (to - from < BODY_CHARS_MIN || hasAt(text, from, '*')) return [];
    return [{ start: from, end: to, class: 'private-key', rule: 'private-key' } satisfies Span];
  },
};

const BODY_CHARS_MIN = 16;

/** `\n`, `\r\n`, `\\n` or blanks. */
function lineEnd(text: string, at: number): number {
  return /^(?:\\{1,8}r)?(?:\\{1,8}n)?[ \t]{0,8}/.exec(text.slice(at, at + 32))?.[0].length ?? 0;
}

function lineEndBefore(text: string, at: number): number {
  return /(?:\\{1,8}r)?\\{1,8}n$|[ \t]{1,8}$/.exec(text.slice(Math.max(0, at - 20), at))?.[0].length ?? 0;
}

const IN_BODY = characters(/[A-Za-z0-9+/=\\]/);
/** Headers of encrypted keys, and blanks where line ends were: RFC 1421, section 4.6. */
const IN_KEY = characters(/[A-Za-z0-9+/=\\ \t,:-]/);

/** The place of the line that ends the key; of a key that is cut off, where its base64 and line ends end. */
function bodyEnd(text: string, from: number): number {
  let at = from;
  while (IN_KEY(text, at) && !(hasAt(text, at, '-') && text.startsWith('-----', at))) at++;
  if (text.startsWith(END_ANCHOR, at)) return at;
  at = from;
  while (IN_BODY(text, at)) at++;
  return at;
}
