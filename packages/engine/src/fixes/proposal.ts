// What a fix to the input is: a patch of one object, and the facts as they would be with it.
import type { Facts } from '../facts/facts.ts';
import type { ObjectFact } from '../facts/object.ts';
import type { Fix } from '../results/contract.ts';

/** One RFC 6902 operation. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'test';
  readonly path: string;
  readonly value?: unknown;
}

export interface Proposal {
  readonly object: ObjectFact;
  /** Where the patch applies, for the reader. */
  readonly pointer: string;
  readonly fix: Fix;
  /** The facts with the change made, to run the engine on. */
  readonly apply: (facts: Facts) => Facts;
}
