// Coverage in two lines: what was read, and the first things that were not.
import type { Coverage } from '@watertight/engine';
import { gap } from '../text/gap.ts';
import { hanging, heading, type View } from './view.ts';

const NAMED = 3;

export function coverageCounts(coverage: readonly Coverage[]): string {
  const of = (state: Coverage['state']): number => coverage.filter((entry) => entry.state === state).length;
  return `${of('read')} read, ${of('partial')} in part, ${of('not-read')} not read`;
}

/** Those not read first, then those read in part; in the order of the input. */
export function gaps(coverage: readonly Coverage[]): readonly Coverage[] {
  return [
    ...coverage.filter(({ state }) => state === 'not-read'),
    ...coverage.filter(({ state }) => state === 'partial'),
  ];
}

/** Two lines; wide lists every gap on a line of its own. */
export function coverageLines(coverage: readonly Coverage[], show: View): string[] {
  const missing = gaps(coverage);
  const first = hanging('  ', coverageCounts(coverage), show);
  if (missing.length === 0) return [...heading('Coverage', show), ...first];
  const label = '  not looked at: ';
  if (show.wide) {
    const lines = missing.map((entry) => `  ${entry.state === 'partial' ? 'in part' : 'not read'}: ${gap(entry)}`);
    return [...heading('Coverage', show), ...first, ...lines.map(show.paint.warn)];
  }
  const more = missing.length > NAMED ? `; and ${missing.length - NAMED} more, -o wide lists them` : '';
  const named = missing.slice(0, NAMED).map(gap).join('; ');
  return [...heading('Coverage', show), ...first, ...hanging(label, named + more, show, show.paint.warn)];
}
