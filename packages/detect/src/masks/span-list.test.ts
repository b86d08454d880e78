// Spans that overlap become one, the longest of them; in numbers as with objects.
import { describe, expect, it } from 'vitest';
import { randomFrom } from '../testing/random.ts';
import { type Span, startOf } from './span.ts';
import { merged, SpanList } from './span-list.ts';

const plain = (start: number, end: number, rule = 'token'): Span => ({ start, end, class: 'token', rule });

function listOf(spans: readonly Span[]): SpanList {
  const list = new SpanList();
  for (const span of spans) list.push(span);
  return list;
}

/** One after the other, each against the last: what joining means, written with objects. */
function joinedOneByOne(spans: readonly Span[]): Span[] {
  const length = (span: Span): number => span.end - startOf(span);
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => startOf(a) - startOf(b) || b.end - a.end)) {
    const last = result.at(-1);
    if (last === undefined || startOf(span) >= last.end) {
      result.push(span);
      continue;
    }
    const longest = length(span) > length(last) ? span : last;
    const [from, end] = [Math.min(startOf(last), startOf(span)), Math.max(last.end, span.end)];
    const isWhole = from === startOf(longest) && end === longest.end;
    result[result.length - 1] = isWhole ? longest : { start: from, end, class: longest.class, rule: longest.rule };
  }
  return result;
}

function drawn(random: () => number, count: number): Span[] {
  const below = (limit: number): number => Math.floor(random() * limit);
  return Array.from({ length: count }, () => {
    const start = 2 + below(40);
    const span = plain(start, start + 1 + below(12), `rule-${below(3)}`);
    const kind = below(4);
    if (kind === 0) return { ...span, from: start - below(3) };
    return kind === 1 ? { ...span, before: `'${below(2)}`, after: "'" } : span;
  });
}

/** `from` where it says nothing is left out. */
function told(spans: Iterable<Span>): unknown[] {
  return Array.from(spans, ({ from, ...span }) =>
    from === undefined || from === span.start ? span : { ...span, from },
  );
}

describe('a list of spans', () => {
  it('gives each as it was pushed, and none outside', () => {
    const spans: Span[] = [
      plain(3, 5),
      { start: 9, end: 12, class: 'password', rule: 'password', from: 8, before: "='", after: "'" },
      { start: 14, end: 15, class: 'card', rule: 'card', before: '"', after: '"' },
    ];
    const list = listOf(spans);
    expect([...list]).toEqual(spans);
    expect([list.at(-1), list.at(3), list.length]).toEqual([undefined, undefined, 3]);
  });

  it('holds nothing of the text before once it is cleared', () => {
    const list = listOf([plain(3, 5), plain(4, 9)]);
    list.clear();
    list.push(plain(1, 2, 'other'));
    list.join();
    expect([...list]).toEqual([plain(1, 2, 'other')]);
  });

  it('grows', () => {
    const spans = Array.from({ length: 1000 }, (_, index) => plain(3 * index, 3 * index + 2));
    expect([...listOf(spans)]).toEqual(spans);
  });

  it.each<readonly [what: string, spans: readonly Span[], joined: readonly Span[]]>([
    ['apart', [plain(1, 3), plain(3, 5)], [plain(1, 3), plain(3, 5)]],
    ['the same twice: the first rule', [plain(1, 3, 'a'), plain(1, 3, 'b')], [plain(1, 3, 'a')]],
    ['one in the other', [plain(1, 9, 'a'), plain(3, 5, 'b')], [plain(1, 9, 'a')]],
    ['the longer one later', [plain(3, 5, 'b'), plain(1, 9, 'a')], [plain(1, 9, 'a')]],
    ['over its end: the rule of the longer', [plain(1, 4, 'a'), plain(3, 9, 'b')], [plain(1, 9, 'b')]],
    ['as long: the first', [plain(1, 5, 'a'), plain(3, 7, 'b')], [plain(1, 7, 'a')]],
    ['two rows', [plain(1, 3), plain(7, 9), plain(4, 6), plain(8, 12)], [plain(1, 3), plain(4, 6), plain(7, 12)]],
    ['three rows', [plain(7, 9), plain(4, 6), plain(1, 3)], [plain(1, 3), plain(4, 6), plain(7, 9)]],
    [
      'what stands around a mask goes where it grows',
      [{ ...plain(1, 5), before: '"', after: '"' }, plain(4, 6)],
      [plain(1, 6)],
    ],
    [
      'and stays where it covers',
      [{ ...plain(1, 5), before: '"', after: '"' }, plain(2, 4)],
      [{ ...plain(1, 5), before: '"', after: '"' }],
    ],
  ])('%s', (_, spans, joined) => {
    const list = listOf(spans);
    list.join();
    expect([...list]).toEqual(joined);
    expect(merged(spans)).toEqual(joined);
  });

  it('joins drawn ones as one by one', () => {
    const random = randomFrom(7);
    for (let run = 0; run < 5000; run++) {
      const spans = drawn(random, 1 + Math.floor(random() * 12));
      const list = listOf(spans);
      list.join();
      expect(told(list)).toEqual(told(joinedOneByOne(spans)));
    }
  });
});
