// Values in a line: anchors of any case, overlaps, and lines made to be slow.
import { describe, expect, test } from 'vitest';
import type { Detector } from './formats/detector.ts';
import { findIn } from './find.ts';

/** Recognises a fixed text at its anchor, `before` characters in front of it. */
function fixed(id: string, anchor: string, value: string, before = 0): Detector {
  return {
    id,
    title: id,
    class: 'token',
    reference: 'https://example.com',
    anchors: [anchor],
    match: (text, at) => {
      const start = at - before;
      return text.startsWith(value, start) ? { start, end: start + value.length } : undefined;
    },
    examples: { positive: [], negative: [] },
  };
}

const shown = (text: string, detectors: readonly Detector[]): string[] =>
  findIn(text, detectors, 'scan').map(({ detector, start, end }) => `${detector.id} ${start}-${end}`);

describe('findIn', () => {
  const short = fixed('short', 'abc', 'ABC');
  const long = fixed('long', 'bcd', 'ABCD', 1);
  test.each<[string, readonly Detector[], string[]]>([
    ['xABCx', [short], ['short 1-4']],
    ['xabcx', [short], []],
    ['ABCABC', [short], ['short 0-3', 'short 3-6']],
    ['ABCD', [short, long], ['long 0-4']],
    ['ABCD ABC', [short, long], ['long 0-4', 'short 5-8']],
    ['AB', [short], []],
    ['xABCDEFx', [fixed('six', 'abcdef', 'ABCDEF')], ['six 1-7']],
    ['xABCDEGx', [fixed('six', 'abcdef', 'ABCDEF')], []],
    ['ABCDE', [fixed('six', 'abcdef', 'ABCDE')], []],
    ['\u00c1BC', [short], []],
    ['', [short], []],
  ])('%j', (text, detectors, expected) => {
    expect(shown(text, detectors)).toEqual(expected);
  });

  test('of two with the same range the one whose anchor is in it, then the earlier one', () => {
    const beside = fixed('beside', 'key', 'ABCD', -4);
    const inside = fixed('inside', 'abc', 'ABCD');
    const twin = fixed('twin', 'bcd', 'ABCD', 1);
    expect(shown('key ABCD', [beside, inside])).toEqual(['inside 4-8']);
    expect(shown('key ABCD', [twin, inside])).toEqual(['twin 4-8']);
    expect(shown('key ABCD', [inside, twin])).toEqual(['inside 4-8']);
  });

  test('finds what lies between two that are longer, and nothing that touches them', () => {
    const outer = fixed('outer', 'aaaa', 'aaaa');
    const inner = fixed('inner', 'bbb', 'bbb');
    const across = fixed('across', 'abb', 'abb');
    expect(shown('aaaabbbaaaa', [across, inner, outer])).toEqual(['outer 0-4', 'inner 4-7', 'outer 7-11']);
  });

  test('gives each of very many values', () => {
    expect(findIn('ABC'.repeat(200_000), [short], 'scan')).toHaveLength(200_000);
  });
});
