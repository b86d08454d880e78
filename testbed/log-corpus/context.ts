// A way in which programs bring a sensitive value into a line of their log.
import type { Random } from '../../bench/random.ts';
import type { Marked } from './marked.ts';

export interface Sample {
  /** The class of the value, or the issuer of the key. */
  readonly kind: string;
  readonly text: Marked;
}

export interface Context {
  readonly name: string;
  readonly make: (random: Random) => Sample;
}
