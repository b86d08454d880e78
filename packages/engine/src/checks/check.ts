// What a check is: one weakness of one object or setting, complete in one file.
import type { Facts } from '../facts/facts.ts';
import type { ObjectFact } from '../facts/object.ts';
import type { Fix, Severity } from '../results/contract.ts';

/** One failed or undecidable object. Passing and inapplicable objects yield nothing. */
export interface Failure {
  readonly result: 'fail' | 'unknown';
  readonly object: ObjectFact;
  /** RFC 6901 from the object's root; where the weakness stands. */
  readonly pointer?: string;
  readonly message: string;
  /** When it differs from the check's own. */
  readonly severity?: Severity;
  readonly fix: Fix;
}

export interface CheckExample {
  readonly name: string;
  readonly manifests: string;
}

export interface Check {
  /** Equals the file's name: `pod-privileged`. */
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly severity: Severity;
  /** Standard → item ids: `cis`, `nsa`, `attack`, `stride`, `owasp`, `pss`. */
  readonly maps: Readonly<Record<string, readonly string[]>>;
  readonly references: readonly string[];
  readonly find: (facts: Facts) => Iterable<Failure>;
  readonly examples: { readonly exposed: readonly CheckExample[]; readonly safe: readonly CheckExample[] };
}
