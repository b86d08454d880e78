// The two ways in which the block reader gives up.
import type { Reason } from './problem.ts';

/** Thrown where the text leaves the block reader's subset; the general reader then decides. */
export class OutsideSubset extends Error {
  override readonly name = 'OutsideSubset';
}

/** Thrown where a text is refused for good: over a limit, or not YAML. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly reason: Reason;
  readonly offset: number;

  constructor(reason: Reason, offset: number) {
    super(reason);
    this.reason = reason;
    this.offset = offset;
  }
}

/** One instance, since its stack trace would cost more than the reading. */
const OUTSIDE = new OutsideSubset('outside the subset of the block reader');

/** Leaves the block reader. */
export function leave(): never {
  throw OUTSIDE;
}
