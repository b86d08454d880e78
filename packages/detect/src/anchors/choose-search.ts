// Chooses how patterns are looked for: with shuffles where the machine has them, else with tables alone.
import type { AnchorSearch } from './anchor-search.ts';
import { AnchorKernel } from './kernel.ts';
import type { Pattern } from './pattern.ts';
import type { Placement } from './placement.ts';
import { AnchorScan } from './scan.ts';
import { tablesOf } from './tables.ts';

/** `simd` false: tables, whatever the machine has. */
export function anchorSearch(
  patterns: readonly Pattern[],
  placements: readonly Placement[],
  simd: boolean,
): AnchorSearch {
  const tables = tablesOf(patterns, placements);
  const kernel = simd ? AnchorKernel.of(patterns, tables) : undefined;
  return kernel ?? new AnchorScan(patterns, placements, tables);
}
