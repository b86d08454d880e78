// The part of a snapshot's facts that all objects share.
import type { ObjectFact } from '../facts/object.ts';
import { record, text } from './codec.ts';
import type { Codec } from './codec.ts';

/** How a fact refers to what stands elsewhere in the snapshot. */
export interface References {
  readonly document: Codec<number>;
  readonly podSpec: Codec<number>;
}

/** The fields that every fact of an object begins with. */
export const object = ({ document }: References) => ({
  objectKind: text,
  group: text,
  namespace: text,
  name: text,
  document,
});

export function objectCodec(references: References): Codec<ObjectFact> {
  return record<ObjectFact>(object(references));
}
