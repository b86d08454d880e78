// The naive evaluator answers the rows that were decided by hand from the text of the specification.
import { describe, expect, it } from 'vitest';
import { naiveConnects } from './connects.ts';
import { ROWS } from './rows/all.ts';
import { objectsOf, rowsOf } from './rows/read-rows.ts';

describe.each(ROWS)('$about', (block) => {
  const objects = objectsOf(block);
  it.each(rowsOf(block))('$text', ({ flow, cni, verdict }) => {
    expect(naiveConnects(objects, flow, cni)).toBe(verdict);
  });
});
