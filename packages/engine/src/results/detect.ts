// The shapes of what `detect` found in texts; no field can hold a value.
import type { Accepted, Marks } from './accepted.ts';
import type { Coverage, SCHEMA, Severity } from './contract.ts';

/** An image that a finding stands in. */
export interface ImageOfFinding {
  /** `REGISTRY/REPOSITORY:TAG`, as kubelets read the names that the archive gives it. */
  readonly references: readonly string[];
  /** Of its manifests, by which a pod may name it. */
  readonly digests: readonly string[];
  /** Digests of indexes that list it, perhaps among images of other platforms. */
  readonly indexes?: readonly string[];
  /** Digests of its configuration, by which runtimes call what they did not pull. */
  readonly ids?: readonly string[];
  /** In the image: the path of a file, or a place in its configuration such as `config/Env/0`. */
  readonly place: string;
  /** No container of the image shows it: a later layer takes the file away or replaces it, or it stands in history or labels. */
  readonly hidden?: true;
}

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
  /** Images that it stands in, if they are named; the first 16. */
  readonly images?: readonly ImageOfFinding[];
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
