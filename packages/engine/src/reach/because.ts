// One thing that an answer rests on, with the places in the input that say so.
import type { Citation } from './citation.ts';

export interface Because {
  readonly text: string;
  readonly evidence: readonly Citation[];
}
