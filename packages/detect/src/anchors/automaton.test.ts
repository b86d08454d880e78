// The automaton finds what looking at every place finds.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Automaton, caseless, type Hit, type Steps } from './automaton.ts';

function byLooking(patterns: readonly Steps[], text: string): Hit[] {
  const hits: Hit[] = [];
  const seen = `\n${text}`;
  for (let end = 1; end <= text.length; end++) {
    patterns.forEach((steps, pattern) => {
      const start = end - steps.length;
      if (start >= -1 && steps.every((set, at) => set.includes(seen.charAt(start + at + 1))))
        hits.push({ pattern, start, end });
    });
  }
  return hits;
}

const ordered = (hits: readonly Hit[]): Hit[] => [...hits].sort((a, b) => a.end - b.end || a.pattern - b.pattern);
const step = fc.constantFrom('a', 'b', 'ab', 'abc', '0123456789', '@', '\n@');
const steps = fc.array(fc.array(step, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });
const text = fc
  .array(fc.constantFrom('a', 'b', 'c', '1', '7', '@', '\n', '\u00FF'), { maxLength: 60 })
  .map((list) => list.join(''));

test('all hits, whatever the patterns', () => {
  fc.assert(
    fc.property(steps, text, (patterns, searched) => {
      expect(ordered(new Automaton(patterns).all(searched))).toEqual(ordered(byLooking(patterns, searched)));
    }),
    { numRuns: 2000 },
  );
});

test('the first hit in a range of bytes', () => {
  fc.assert(
    fc.property(steps, text, fc.nat(60), (patterns, searched, from) => {
      const within = searched.slice(from);
      const [first] = ordered(byLooking(patterns, within));
      const found = new Automaton(patterns).first(Buffer.from(searched, 'latin1'), from, searched.length);
      expect(found).toBe(first === undefined ? -1 : first.end + Math.min(from, searched.length));
    }),
    { numRuns: 2000 },
  );
});

test('whatever the case', () => {
  const automaton = new Automaton([caseless('Api-Key1')]);
  expect(automaton.all('x aPI-kEY1')).toEqual([{ pattern: 0, start: 2, end: 10 }]);
  expect(automaton.all('api_key1')).toEqual([]);
});

test('more states than sixteen bits hold', () => {
  const words = Array.from({ length: 3000 }, (_, index) => index.toString(36).padStart(6, 'abcdef'));
  const automaton = new Automaton(words.map((word) => caseless(word)));
  expect(automaton.all(`--${words[2999]}--`).map(({ pattern }) => pattern)).toContain(2999);
});
