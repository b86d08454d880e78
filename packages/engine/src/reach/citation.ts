// A place in the input that an answer rests on.
import type { ObjectFact } from '../facts/object.ts';

export interface Citation {
  readonly object: ObjectFact;
  /** RFC 6901, from the object's root. */
  readonly pointer?: string;
}
