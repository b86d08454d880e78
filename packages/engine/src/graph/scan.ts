// Exposure of every Secret at once: counts and severity of each, and the worst (position, asset) pairs.
import type { Severity } from '../results/contract.ts';
import { CERTAINTIES } from './labels.ts';
import type { Exposure, ReaderFact } from './exposure.ts';
import { SEVERITIES, worseSeverity } from './severity.ts';

export interface AssetExposure {
  readonly id: string;
  readonly severity: Severity;
  readonly exposed: boolean;
  readonly readers: { readonly total: number; readonly expected: number; readonly declared: number };
}

/** One reader of one asset that is neither expected nor declared. */
export interface ExposedPair {
  readonly asset: string;
  readonly reader: ReaderFact;
}

export interface ExposureScan {
  readonly assets: readonly AssetExposure[];
  /** Number of pairs; `worst` may hold fewer. */
  readonly pairs: number;
  /** Worst first: severity, certainty, then ids. */
  readonly worst: readonly ExposedPair[];
}

export function scanExposure(exposure: Exposure, ids: readonly string[], maxPairs: number): ExposureScan {
  const assets: AssetExposure[] = [];
  const all: ExposedPair[] = [];
  for (const id of ids) {
    const node = exposure.targetNode(id);
    if (node === undefined) continue;
    const readers = exposure.readersOf(node, id);
    const open = readers.filter(({ expected, declared }) => !expected && !declared);
    assets.push({
      id,
      severity: open.reduce<Severity>((worst, reader) => worseSeverity(worst, reader.severity), 'info'),
      exposed: open.length > 0,
      readers: {
        total: readers.length,
        expected: readers.filter(({ expected }) => expected).length,
        declared: readers.filter(({ declared, expected }) => declared && !expected).length,
      },
    });
    for (const reader of open) all.push({ asset: id, reader });
  }
  return { assets, pairs: all.length, worst: all.toSorted(worstFirst).slice(0, maxPairs) };
}

function worstFirst(a: ExposedPair, b: ExposedPair): number {
  return SEVERITIES.indexOf(a.reader.severity) - SEVERITIES.indexOf(b.reader.severity)
    || CERTAINTIES.indexOf(a.reader.certainty) - CERTAINTIES.indexOf(b.reader.certainty)
    || compare(a.asset, b.asset) || compare(a.reader.id, b.reader.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
