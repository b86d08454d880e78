// What a scan of all Secrets gives: the exposure of each, and the worst pairs of reader and asset.
import type { Severity } from '../results/contract.ts';
import type { ReaderFact } from './readers.ts';

export interface AssetExposure {
  readonly id: string;
  readonly severity: Severity;
  readonly exposed: boolean;
  readonly readers: { readonly total: number; readonly expected: number; readonly declared: number };
}

/** One reader of one asset that is neither expected nor declared. */
export interface ExposedPair {
  readonly asset: string;
  readonly reader: Pick<ReaderFact, 'id' | 'certainty' | 'severity' | 'prove'>;
}

export interface ExposureScan {
  readonly assets: readonly AssetExposure[];
  /** Number of pairs; `worst` may hold fewer. */
  readonly pairs: number;
  /** Worst first: severity, certainty, then ids. */
  readonly worst: readonly ExposedPair[];
}
