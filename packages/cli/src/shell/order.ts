// Orders that results are sorted by: the same on every machine, unlike a locale's.
import { CERTAINTIES, SEVERITIES } from '@watertight/engine';
import type { Certainty, Severity } from '@watertight/engine';

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Strongest first. */
export function compareCertainty(a: Certainty, b: Certainty): number {
  return CERTAINTIES.indexOf(a) - CERTAINTIES.indexOf(b);
}

/** Worst first. */
export function compareSeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** How many there are of each severity. */
export function countBySeverity(found: readonly { readonly severity: Severity }[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of found) counts[severity]++;
  return counts;
}

/** True at or above the threshold; nothing is at or above `none`. */
export function isAtLeast(severity: Severity, threshold: Severity | 'none'): boolean {
  return threshold !== 'none' && compareSeverity(severity, threshold) <= 0;
}
