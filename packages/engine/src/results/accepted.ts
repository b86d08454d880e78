// The shapes of what somebody has accepted: suppressed for a time, or known from a baseline.

/** Somebody has accepted a result for a time: it stays in the report and fails nothing. */
export interface Suppressed {
  readonly reason: string;
  readonly owner: string;
  /** The last day, in UTC: `2027-03-31`. */
  readonly until: string;
}

/** Marks of a result that does not count for `--fail-on`. */
export interface Marks {
  readonly suppressed?: Suppressed;
  /** It was known when the baseline was written, and is no graver. Of an asset: all its exposures are marked. */
  readonly inBaseline?: boolean;
}

/** How much is accepted, and which entries are of no use any more. */
export interface Accepted {
  /** The day at which suppressions were judged, in UTC; absent without suppressions. */
  readonly asOf?: string;
  readonly suppressed: { readonly paths: number; readonly findings: number };
  /** Without those that are suppressed as well; absent without a baseline. */
  readonly inBaseline?: { readonly paths: number; readonly findings: number };
  readonly stale: readonly StaleEntry[];
}

/** An entry of a baseline or settings file that applies to nothing. */
export interface StaleEntry {
  /** The file. */
  readonly source: string;
  readonly line?: number;
  readonly entry: string;
  readonly state: 'expired' | 'unmatched';
  readonly reason: string;
}
