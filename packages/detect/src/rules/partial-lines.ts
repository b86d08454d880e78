// Entries of CRI logs that go on in another one: the stream joins them.
import type { Rule } from './rule.ts';

/** Makes lines known that go on in another entry; finds nothing itself. */
export const partialLines: Rule = {
  id: 'cri-partial',
  anchors: [' stdout P ', ' stderr P ', ' stdout P:', ' stderr P:'].map((anchor) => Array.from(anchor)),
  find: () => [],
};
