// One way from a grant to its target: the names that a request may carry, and what relates them to the target.
import type { ObjectFact } from '../facts/object.ts';
import type { Condition } from '../results/contract.ts';
import type { Citation } from './rule-types.ts';

/** One way to the target. */
export interface GainGround {
  /** Names that the request may carry; absent or empty for any. */
  readonly names?: readonly string[];
  /** Where the request goes; the target's namespace unless said. */
  readonly namespace?: string;
  readonly evidence?: readonly Citation[];
  readonly objects?: readonly ObjectFact[];
  readonly detail?: string;
  readonly doubts?: readonly Condition[];
}
