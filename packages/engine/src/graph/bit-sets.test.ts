// The pool's unions have the members that plain sets would have, whichever way they are kept.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bitsOf, hasBit, SetPool, Weigher } from './bit-sets.ts';

/** Few enough words that a handful of members makes a root. */
const BITS = 150;

/** A union of earlier sets, by their place among those made so far, and of members. */
const unions = fc.array(
  fc.record({
    of: fc.array(fc.nat({ max: 60 }), { maxLength: 12 }),
    bits: fc.array(fc.nat({ max: BITS - 1 }), { maxLength: 7 }),
  }),
  { maxLength: 80 },
);

const sorted = (members: Iterable<number>): number[] => [...members].toSorted((a, b) => a - b);

test('unions of sets and members', () => {
  fc.assert(
    fc.property(unions, (steps) => {
      const pool = new SetPool(BITS);
      const weights = Int32Array.from({ length: BITS }, (_, bit) => bit + 1);
      const weigher = new Weigher(weights);
      const ids = [0];
      const plain = [new Set<number>()];
      for (const { of, bits } of steps) {
        const parts = of.map((at) => at % ids.length);
        for (const part of parts) pool.addSet(ids[part] as number);
        for (const bit of bits) pool.addBit(bit);
        const id = pool.finish();
        const union = new Set([...bits, ...parts.flatMap((part) => [...(plain[part] as Set<number>)])]);
        const set = pool.get(id);
        expect(sorted(bitsOf(set))).toEqual(sorted(union));
        expect(Array.from({ length: BITS }, (_, bit) => hasBit(set, bit))).toEqual(
          Array.from({ length: BITS }, (_, bit) => union.has(bit)),
        );
        expect(weigher.of(set)).toBe([...union].reduce((sum, bit) => sum + bit + 1, 0));
        const isPart = parts.some((part) => id !== 0 && ids[part] === id);
        expect(pool.wasAdded(id)).toBe(isPart);
        ids.push(id);
        plain.push(union);
      }
    }),
    { numRuns: 300 },
  );
});

test('a set built twice from the same members is the same set', () => {
  const pool = new SetPool(BITS);
  const build = (bits: readonly number[]): number => {
    for (const bit of bits) pool.addBit(bit);
    return pool.finish();
  };
  const few = [9, 3, 140];
  expect(build(few)).toBe(build(few.toReversed()));
  expect(build(few)).not.toBe(build([...few, 4]));
  const many = Array.from({ length: 60 }, (_, index) => index * 2);
  expect(build(many)).toBe(build(many.toReversed()));
  expect(build(many)).not.toBe(build([...many, 1]));
  expect(build([])).toBe(0);
});

test('a union of more roots than are joined in pairs', () => {
  const pool = new SetPool(BITS);
  const parts = Array.from({ length: 12 }, (_, part) => {
    for (let bit = 0; bit < 12; bit++) pool.addBit(part * 12 + bit);
    return pool.finish();
  });
  for (const part of parts) pool.addSet(part);
  expect(sorted(pool.bits(pool.finish()))).toEqual(Array.from({ length: 144 }, (_, bit) => bit));
});

test('a pool of no members at all', () => {
  const pool = new SetPool(0);
  pool.addSet(0);
  expect(pool.finish()).toBe(0);
  expect([...pool.bits(0)]).toEqual([]);
});
