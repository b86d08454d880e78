// What a run of redact has done, in two lines without any value.
import type { Counts } from '@watertight/detect';

export function statsText({ masked, candidates, closed }: Counts): string {
  const total = [...masked.values()].reduce((sum, count) => sum + count, 0);
  const rules = [...masked]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([rule, count]) => `${rule} ${count}`);
  const by = rules.length === 0 ? '' : ` (${rules.join(', ')})`;
  return `masked ${total}${by}\nlines looked at ${candidates}, closed ${closed}\n`;
}
