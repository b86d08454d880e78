// Worst first: the orders in which severities, certainties, paths and findings are shown.
import type { Certainty, Finding, Path, Severity } from '@watertight/engine';

export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
const CERTAINTIES: readonly Certainty[] = ['certain', 'conditional', 'assumed'];

/** Orders strings by UTF-16 units: the same on every machine, unlike a locale's order. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function bySeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}

/** Severity, then certainty, then fewest steps, then id. */
export function worstPathFirst(a: Path, b: Path): number {
  return (
    bySeverity(a.severity, b.severity) ||
    CERTAINTIES.indexOf(a.certainty) - CERTAINTIES.indexOf(b.certainty) ||
    a.hops - b.hops ||
    byText(a.from, b.from) ||
    byText(a.to, b.to) ||
    byText(a.id, b.id)
  );
}

/** Severity, failures before unknowns, check, object, place. */
export function worstFindingFirst(a: Finding, b: Finding): number {
  return (
    bySeverity(a.severity, b.severity) ||
    byText(a.result, b.result) ||
    byText(a.check, b.check) ||
    byText(a.object, b.object) ||
    byText(a.fingerprint, b.fingerprint) ||
    byText(a.message, b.message)
  );
}
