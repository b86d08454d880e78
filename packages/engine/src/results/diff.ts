// The shapes of what `diff` says of two scans: what is new, what is gone, what is no longer what it was.
import type { Coverage, Finding, Path, SCHEMA } from './contract.ts';

export type Change = 'new' | 'gone' | 'changed';

/** One (position, asset) pair. The path is the newer scan's, for a pair that is gone the older's. */
export interface PathChange {
  readonly change: Change;
  readonly path: Path;
  /** Of a changed one: what it was. */
  readonly was?: Pick<Path, 'id' | 'severity' | 'certainty'>;
}

/** One finding, told by its fingerprint. */
export interface FindingChange {
  readonly change: Change;
  readonly finding: Finding;
  readonly was?: Pick<Finding, 'severity' | 'result'>;
}

export interface DiffResult {
  readonly schema: typeof SCHEMA;
  readonly kind: 'diff';
  readonly summary: {
    readonly paths: Readonly<Record<Change, number>>;
    readonly findings: Readonly<Record<Change, number>>;
  };
  readonly paths: readonly PathChange[];
  readonly findings: readonly FindingChange[];
  /** What the newer scan did not see, and what keeps the two from being compared in full. */
  readonly coverage: readonly Coverage[];
}
