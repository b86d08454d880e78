// Changes between two scans in words.
import type { Change, FindingChange, PathChange } from '@watertight/engine';

export function changeCounts(counts: Readonly<Record<Change, number>>): string {
  const parts = (['new', 'gone', 'changed'] as const).filter((change) => counts[change] > 0);
  return parts.length === 0 ? 'none' : parts.map((change) => `${counts[change]} ${change}`).join(', ');
}

/** What a changed one was, where that is another word; empty otherwise. */
export function wasText(change: PathChange | FindingChange): string {
  if (change.was === undefined) return '';
  const now: Readonly<Record<string, unknown>> = 'path' in change ? { ...change.path } : { ...change.finding };
  const words = Object.entries(change.was).filter(([key, value]) => key !== 'id' && value !== now[key]);
  return words.length === 0 ? ' (by another way)' : ` (was ${words.map(([, value]) => value).join(', ')})`;
}
