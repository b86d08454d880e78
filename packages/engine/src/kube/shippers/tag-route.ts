// Whether what carries one tag comes to a step that takes another pattern of tags.

/** Lengths of tags and patterns that are compared. */
const LONGEST = 512;
/** Stands for a wildcard of a tag: whatever it becomes, no pattern names it but by a wildcard. */
const ANYTHING = '\u0000';

/** Stands for one part of a tag in a pattern. */
const ONE_PART = '\u0001';

/** True when some text matches both; `*` stands for any run of characters in either, `ONE_PART` for one without dots in `b`. */
function overlaps(a: string, b: string): boolean {
  const grow = (from: Set<number>): Set<number> => {
    const all = new Set(from);
    for (let at = 0; at < b.length; at++) if (all.has(at) && isWild(b[at])) all.add(at + 1);
    return all;
  };
  let row = grow(new Set([0]));
  for (const letter of a) {
    const next = new Set<number>();
    for (const at of row) {
      if (letter === '*') for (let to = at; to <= b.length; to++) next.add(to);
      else if (b[at] === '*' || (b[at] === ONE_PART && letter !== '.')) next.add(at);
      else if (b[at] === letter) next.add(at + 1);
    }
    row = grow(next);
  }
  return row.has(b.length);
}

const isWild = (letter: string | undefined): boolean => letter === '*' || letter === ONE_PART;
const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\/]/g, '\\$&');
const single = (text: string): string => text.replaceAll(/\*+/g, '*');

/** How much of what carries `tag` a step with `pattern` takes. `*` is any run of characters, in both. */
export function taken(tag: string, pattern: string): 'all' | 'some' | 'none' {
  if (tag.length > LONGEST || pattern.length > LONGEST) return 'some';
  const expression = new RegExp(`^${escaped(pattern).replaceAll(/\*+/g, '[^]*')}$`);
  if (expression.test(tag.replaceAll('*', ANYTHING))) return 'all';
  return overlaps(single(tag), single(pattern)) ? 'some' : 'none';
}

/** One of Fluentd's patterns as an expression: `*` is one part of a tag, `**` any number of them. */
function expressionOf(pattern: string): string {
  return escaped(pattern)
    .replaceAll('\\.**', '(?:\\.[^]*)?')
    .replaceAll('**\\.', '(?:[^]*\\.)?')
    .replaceAll('**', '[^]*')
    .replaceAll(/(?<![\]*])\*/g, '[^.]+');
}

/** `{a,b}` written out; undefined for more than is looked at. */
function alternatives(pattern: string): readonly string[] | undefined {
  const [, head = '', inner, tail = ''] = /^([^{}]*)\{([^{}]*)\}(.*)$/s.exec(pattern) ?? [];
  if (inner === undefined) return [pattern];
  const each = inner.split(',').map((word) => alternatives(`${head}${word.trim()}${tail}`));
  const all = each.flatMap((list) => list ?? []);
  return each.includes(undefined) || all.length > 64 ? undefined : all;
}

/** The same for Fluentd's patterns, several with spaces between. https://docs.fluentd.org/configuration/config-file#how-do-the-match-patterns-work */
export function takenByParts(tag: string, pattern: string): 'all' | 'some' | 'none' {
  if (tag.length > LONGEST || pattern.length > LONGEST || pattern.startsWith('/') || /#\{/.test(pattern)) return 'some';
  const patterns = alternatives(pattern.replaceAll(/\s*,\s*/g, ','))?.flatMap((each) => each.split(/\s+/));
  if (patterns === undefined) return 'some';
  const text = single(tag).replaceAll('*', ANYTHING);
  if (patterns.some((each) => new RegExp(`^${expressionOf(each)}$`).test(text))) return 'all';
  const parts = patterns.map((each) => single(each.replaceAll(/(?<!\*)\*(?!\*)/g, ONE_PART)));
  return parts.some((each) => overlaps(single(tag), each)) ? 'some' : 'none';
}
