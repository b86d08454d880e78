// What a run of redact has done, in two lines without any value.
import type { Counts } from '@watertight/detect';

export function statsText({ masked, candidates, closed, closedBy }: Counts): string {
  const total = [...masked.values()].reduce((sum, count) => sum + count, 0);
  return `masked ${total}${listed(masked)}\nlines looked at ${candidates}, closed ${closed}${listed(closedBy)}\n`;
}

/** Ids of our own, in order: nothing of the text. */
function listed(counts: ReadonlyMap<string, number>): string {
  const rules = [...counts]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([rule, count]) => `${rule} ${count}`);
  return rules.length === 0 ? '' : ` (${rules.join(', ')})`;
}
