// What a detector is: one file says how one format of credential or personal datum is recognised, and shows it.

import type { Pattern } from '../anchors/pattern.ts';
import type { LineMemo } from './line-memo.ts';

/** What a value is, which decides its mask. */
export type SecretClass =
  | 'password'
  | 'token'
  | 'private-key'
  | 'connection-string'
  | 'email'
  | 'card'
  | 'card-expiry'
  | 'card-code'
  | 'personal-number';

/** A value inside a text: `[start, end)` in units of the text. */
export interface Match {
  readonly start: number;
  readonly end: number;
}

/**
 * How much must speak for a value: to `redact`, a name that says password is enough; to `scan`, a value that is a placeholder, a
 * word or a hash is none.
 */
export type Policy = 'redact' | 'scan';

/** A format as data. What the detector's code asks beyond it is not said here. */
export interface Format {
  /** In the language of `shape.ts`. */
  readonly shapes: readonly string[];
  /** Names of which one stands before the value, as `named.ts` has them; absent: the value shows by itself what it is. */
  readonly names?: readonly string[];
}

/** Recognises one format. */
export interface Detector {
  /** Kebab case, stable: it stands in findings, suppressions and masks. */
  readonly id: string;
  readonly title: string;
  readonly class: SecretClass;
  /** Where the issuer describes the format. */
  readonly reference: string;
  /** A sentence on what of the format the issuer does not say, so that what is asked for may be too narrow; absent where all is said. */
  readonly unconfirmed?: string;
  /**
   * Every match holds one of them, or stands beside one in its line. ASCII, three characters at least, lower case; they are
   * found whatever the case of the text, and `match` decides about case.
   */
  readonly anchors: readonly string[];
  /** For configurations of other programs; absent where a pattern would say too little. */
  readonly format?: Format;
  /** The anchors with what must stand around each where `match` is to find anything; absent, the anchors alone. */
  readonly patterns?: readonly Pattern[];
  /** Of these words, too, one must stand in the line, whatever its case: lines without any are not looked at. */
  readonly words?: readonly string[];
  /**
   * The value that the anchor found at `at` belongs to. `text` is one line, each byte a character (latin1). Linear in what it looks
   * at, and never beyond 4,096 characters to each side of the anchor. What other anchors of the line have shown stands in the `memo`.
   */
  match(text: string, at: number, policy: Policy, memo?: LineMemo): Match | undefined;
  /**
   * At least three of each, made up; a positive one marks its value as «value». Runs of chance are written as in `shape.ts`
   * (`{alnum:36}`), so that no file holds what looks like a credential; `testing/example-text.ts` fills them in.
   */
  readonly examples: { readonly positive: readonly string[]; readonly negative: readonly string[] };
}
