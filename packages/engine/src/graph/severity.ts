// How grave a reader is: from certainty, who it is, and how much it reads.
import type { Certainty, Severity } from '../results/contract.ts';

export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];

const BY_CERTAINTY: Record<Certainty, Severity> = { certain: 'high', conditional: 'medium', assumed: 'low' };

/** Positions that anyone holds. */
export function isOpenToAll(position: string): boolean {
  return (
    position === 'anonymous' ||
    position === 'group:system:authenticated' ||
    position === 'group:system:unauthenticated' ||
    position === 'network:internet'
  );
}

export interface Weight {
  readonly certainty: Certainty;
  /** The asset is an identity itself, or the path reads a whole namespace. */
  readonly raised: boolean;
}

/** The contract's severity of one reader of one asset. */
export function severityOf(position: string, weight: Weight): Severity {
  return isOpenToAll(position) ? 'critical' : severityOfClosed(weight);
}

/** The severity of a reader that not everyone can be. */
export function severityOfClosed(weight: Weight): Severity {
  const rank = SEVERITIES.indexOf(BY_CERTAINTY[weight.certainty]) - (weight.raised ? 1 : 0);
  return SEVERITIES[Math.max(rank, 0)] as Severity;
}
