// SQL that sets passwords: `IDENTIFIED BY 'x'`, and columns whose values stand further on in `INSERT`.
import { caseless } from '../anchors/pattern.ts';
import { isMasked } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { hasAt, isSpace, skipBlank } from '../text/characters.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { endsText } from './name-place.ts';
import { classOfName } from './names.ts';
import type { Rule } from './rule.ts';
import { valueAt } from './value-at.ts';

export const identifiedBy: Rule = {
  id: 'sql-identified-by',
  anchors: [caseless('identified by '), caseless('identified with ')],
  find(text, { start, end }) {
    let at = skipBlank(text, end, 4);
    const by = /^[\w"'`]{1,64} (?:by|as) /i.exec(text.slice(at, at + 80));
    if (by !== null) at += by[0].length;
    if (/^password /i.test(text.slice(at, at + 9))) at += 9;
    if (endsText(text, at)) return [];
    const quoted = quotedPassword(text, at, 'sql-identified-by');
    return quoted.length > 0 ? quoted : barePassword(text, start, at);
  },
};

/** Oracle's passwords may stand without quotes; a sentence has no user before the words. */
const OF_USER = /(?:\buser|connect to)\s{1,4}[\w$#."]{1,128}\s{1,4}$/i;
const BARE = /(?<![\w$#"'])[A-Za-z][\w$#]{0,126}(?![\w$#"'])/y;

function barePassword(text: string, identified: number, at: number): readonly Span[] {
  if (!OF_USER.test(text.slice(Math.max(0, identified - 160), identified))) return [];
  BARE.lastIndex = at;
  const value = BARE.exec(text)?.[0];
  if (value === undefined || !/\d/.test(value)) return [];
  return [{ start: at, end: at + value.length, class: 'password', rule: 'sql-identified-by' }];
}

function quotedPassword(text: string, at: number, rule: string): readonly Span[] {
  const value = valueAt(text, at, 'password');
  if (value?.isQuoted !== true || value.end <= value.start || isMasked(text.slice(value.start, value.end))) return [];
  // A quote before a mask opens that mask's quotes.
  if (isMasked(text.slice(value.end + 1, value.end + 1 + MASK_CHARS))) return [];
  return [{ start: value.start, end: value.end, class: 'password', rule }];
}

const MASK_CHARS = 10;
const ACCOUNT_CHARS_MAX = 200;

/** `SET PASSWORD FOR 'app'@'%' = 'x'`, and with the function that older servers have around the value. */
export const setPassword: Rule = {
  id: 'sql-set-password',
  anchors: [caseless('set password for ')],
  find(text, { end }) {
    const sign = indexWithin(text, '=', end, ACCOUNT_CHARS_MAX);
    if (sign < 0) return [];
    const call = /^ {0,4}(?:password\()?/i.exec(text.slice(sign + 1, sign + 16))?.[0].length ?? 0;
    return quotedPassword(text, sign + 1 + call, 'sql-set-password');
  },
};

const COLUMNS_MAX = 200;
const TABLE_CHARS_MAX = 200;
const COLUMNS_CHARS_MAX = 1024;

/** What holds other signs is no column, and may hold a value that is masked later. */
const COLUMN = /^[\w.$\u0080-\u00FF-]{1,128}$/;

/** `INSERT INTO users (email, password) VALUES ('a', 'b'), ('c', 'd')`. */
export const inserts: Rule = {
  id: 'sql-insert',
  anchors: [caseless('insert into '), caseless('replace into ')],
  find(text, { end }) {
    const open = indexWithin(text, '(', end, TABLE_CHARS_MAX);
    const close = open < 0 ? -1 : indexWithin(text, ')', open, COLUMNS_CHARS_MAX);
    if (close < 0) return [];
    const columns = text
      .slice(open + 1, close)
      .split(',', COLUMNS_MAX)
      .map((name) => name.replace(/[\s"'`\\[\]]/g, ''));
    const kinds = columns.map((name) => (COLUMN.test(name) ? classOfName(name) : undefined));
    if (kinds.every((kind) => kind === undefined)) return [];
    const values = /^\s{0,8}values\s{0,8}/i.exec(text.slice(close + 1, close + 30));
    return values === null ? [] : tuples(text, close + 1 + values[0].length, kinds);
  },
};

/** The place of a sign that stands no further on than `limit` characters, or -1. */
function indexWithin(text: string, sign: string, from: number, limit: number): number {
  const last = Math.min(text.length, from + limit);
  for (let at = from; at < last; at++) if (hasAt(text, at, sign)) return at;
  return -1;
}

type Kinds = readonly ReturnType<typeof classOfName>[];

function tuples(text: string, from: number, kinds: Kinds): readonly Span[] {
  const spans: Span[] = [];
  let at = from;
  while (hasAt(text, at, '(')) {
    at = tuple(text, at + 1, kinds, spans);
    if (!hasAt(text, at, ')')) return spans;
    at = skipBlank(text, at + 1, 4);
    if (!hasAt(text, at, ',')) return spans;
    at = skipBlank(text, at + 1, 4);
  }
  return spans;
}

/** Of digits, or binary in hexadecimal. */
const NUMBER = /^(?:[\d.]{1,128}|0x[\dA-F]{1,4096})$/i;

/** The place after the last value. */
function tuple(text: string, from: number, kinds: Kinds, spans: Span[]): number {
  let at = from;
  for (const kind of kinds) {
    at = skipBlank(text, at, 4);
    if (/^[eEnN]$/.test(text.charAt(at)) && quoteAt(text, at + 1) !== undefined) at++;
    const open = quoteAt(text, at);
    const close = open === undefined ? undefined : closing(text, open);
    let end = close?.end ?? at;
    if (open === undefined) while (end < text.length && !/[,()'"]/.test(text.charAt(end)) && !isSpace(text, end)) end++;
    const start = open?.end ?? at;
    const stop = close?.start ?? end;
    // A quote before a mask opens that mask's quotes.
    const isValue =
      stop > start &&
      !(open !== undefined && '*['.includes(text.charAt(end) || ' ')) &&
      !isMasked(text.slice(start, stop)) &&
      (open !== undefined || NUMBER.test(text.slice(start, stop)));
    if (kind !== undefined && isValue)
      spans.push({
        start,
        end: stop,
        class: kind,
        rule: 'sql-insert',
        ...(open === undefined && { before: "'", after: "'" }),
      });
    at = skipBlank(text, end, 4);
    if (!hasAt(text, at, ',')) return at;
    at++;
  }
  return at - 1;
}
