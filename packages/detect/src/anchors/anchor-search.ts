// Chooses how patterns are looked for: with shuffles where the machine has them, else with tables alone.
import { AnchorKernel } from './kernel.ts';
import type { Pattern } from './pattern.ts';
import type { Placement } from './placement.ts';
import { AnchorScan } from './scan.ts';
import { tablesOf } from './tables.ts';

/** All are linear in the text. */
export interface AnchorSearch {
  /** Memory that texts may be read into, so that they need not be copied. */
  readonly space?: Uint8Array;
  /**
   * Patterns that lie in `[from, to)`, each as its number and the place of its first step, nearly in order. A line end is taken to
   * stand before `from`: a first step may be it.
   */
  find(text: Uint8Array, from: number, to: number): number[];
  /** The places after the patterns that `find` finds. */
  ends(text: Uint8Array, from: number, to: number): number[];
}

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
