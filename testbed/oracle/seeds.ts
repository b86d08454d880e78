// Which worlds a run of the tests asks about: always the same ones, and some that nobody saw before.
import { randomInt } from 'node:crypto';
import type { Seeds } from './compare.ts';

/** Together 120,000 questions: what each mutant is held against. */
export const FIXED: Seeds = { first: 1, count: 600 };

const FRESH_COUNT = 60;
/** Above all seeds that are fixed or that the long run takes. */
const FRESH_FIRST = 1_000_000_000;
const FRESH_LAST = 4_000_000_000;

/** Worlds of a fresh seed; WATERTIGHT_ORACLE_SEED asks those of a run again. */
export function freshSeeds(): Seeds {
  const given = process.env['WATERTIGHT_ORACLE_SEED'];
  return { first: given === undefined ? randomInt(FRESH_FIRST, FRESH_LAST) : Number(given), count: FRESH_COUNT };
}
