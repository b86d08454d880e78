// SQL that sets passwords: `IDENTIFIED BY 'x'`, and columns whose values stand further on in `INSERT`.
import { caseless } from '../anchors/pattern.ts';
import { isMasked } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { isSpace, skipBlank } from '../text/characters.ts';
import { closing, quoteAt } from '../text/quote.ts';
import { classOfName } from './names.ts';
import type { Rule } from './rule.ts';

export const identifiedBy: Rule = {
  id: 'sql-identified-by',
  anchors: [caseless('identified by '), caseless('identified with ')],
  find(text, { end }) {
    let at = skipBlank(text, end, 4);
    const by = /^[\w"'`]{1,64} (?:by|as) /i.exec(text.slice(at, at + 80));
    if (by !== null) at += by[0].length;
    if (/^password /i.test(text.slice(at, at + 9))) at += 9;
    const open = quoteAt(text, at);
    if (open === undefined) return [];
    const close = closing(text, open)?.start ?? text.length;
    return isMasked(text.slice(open.end, close))
      ? []
      : [{ start: open.end, end: close, class: 'password', rule: 'sql-identified-by' }];
  },
};

const COLUMNS_MAX = 200;
const TABLE_CHARS_MAX = 200;
const COLUMNS_CHARS_MAX = 2048;

/** `INSERT INTO users (email, password) VALUES ('a', 'b'), ('c', 'd')`. */
export const inserts: Rule = {
  id: 'sql-insert',
  anchors: [caseless('insert into '), caseless('replace into ')],
  find(text, { end }) {
    const open = end + text.slice(end, end + TABLE_CHARS_MAX).indexOf('(');
    const close = open + text.slice(open, open + COLUMNS_CHARS_MAX).indexOf(')');
    if (open < end || close < open) return [];
    const columns = text
      .slice(open + 1, close)
      .split(',', COLUMNS_MAX)
      .map((name) => name.replace(/[\s"'`\\[\]]/g, ''));
    const kinds = columns.map((name) => classOfName(name));
    if (kinds.every((kind) => kind === undefined)) return [];
    const values = /^\s{0,8}values\s{0,8}/i.exec(text.slice(close + 1, close + 30));
    return values === null ? [] : tuples(text, close + 1 + values[0].length, kinds);
  },
};

type Kinds = readonly ReturnType<typeof classOfName>[];

function tuples(text: string, from: number, kinds: Kinds): readonly Span[] {
  const spans: Span[] = [];
  let at = from;
  while (text[at] === '(') {
    at = tuple(text, at + 1, kinds, spans);
    if (text[at] !== ')') return spans;
    at = skipBlank(text, at + 1, 4);
    if (text[at] !== ',') return spans;
    at = skipBlank(text, at + 1, 4);
  }
  return spans;
}

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
    const isValue =
      stop > start && !isMasked(text.slice(start, stop)) && (open !== undefined || /^\d/.test(text.slice(start, stop)));
    if (kind !== undefined && isValue)
      spans.push({
        start,
        end: stop,
        class: kind,
        rule: 'sql-insert',
        ...(open === undefined && { before: "'", after: "'" }),
      });
    at = skipBlank(text, end, 4);
    if (text[at] !== ',') return at;
    at++;
  }
  return at - 1;
}
