// The shapes of what `detect` found in texts; no field can hold a value.
import type { Accepted, Marks } from './accepted.ts';
import type { Coverage, SCHEMA, Severity } from './contract.ts';

/** One secret in a text. Lines and columns are 1-based, columns in UTF-16 units, the end exclusive. */
export interface DetectFinding extends Marks {
  readonly detector: string;
  /** What the value is: `password`, `token`, `private-key`, … */
  readonly class: string;
  readonly severity: Severity;
  readonly result: 'fail';
  /** The argument and the path below it; behind `!`, the path inside an archive. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  /** Of detector, file, place and ordinal: the same whatever the value is. */
  readonly fingerprint: string;
  /** Of the value, in characters; of what is no text, in bytes. */
  readonly length: number;
  /** What the detector recognises, in words. */
  readonly title: string;
  /** The structural place: a JSON pointer in the document, pointers inside one another behind `!`. Absent in plain text. */
  readonly place?: string;
  /** The file stands in a layer of an image, and a later layer deletes it: the image does not show it, and the layer holds it. */
  readonly deleted?: true;
  /** HMAC of the value with the user's key, so that the same secret can be followed. */
  readonly valueFingerprint?: string;
}

export interface DetectResult {
  readonly schema: typeof SCHEMA;
  readonly kind: 'detect';
  readonly summary: { readonly findings: Readonly<Record<Severity, number>> };
  readonly coverage: readonly Coverage[];
  readonly findings: readonly DetectFinding[];
  readonly accepted?: Accepted;
}
