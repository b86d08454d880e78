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

/** True at or above the threshold; nothing is at or above `none`. */
export function isAtLeast(severity: Severity, threshold: Severity | 'none'): boolean {
  return threshold !== 'none' && compareSeverity(severity, threshold) <= 0;
}
