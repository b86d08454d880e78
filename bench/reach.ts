// The table of reach: compiling the policies and one question, in CPU seconds, with labels as they are and labels at their worst, and with policies of plugins' own kinds.
import { bestOf } from './processes.ts';
import type { Measured } from './processes.ts';

const SIZES: readonly (readonly string[])[] = [
  ['10000', '1000', '100'],
  ['100000', '10000', '1000'],
  ['100000', '10000', '1000', 'adversarial'],
  ['10000', '1000', '100', 'cilium'],
  ['10000', '1000', '100', 'calico'],
];

export interface ReachRow {
  readonly size: readonly string[];
  readonly measured: Measured;
}

/** The best of `rounds` fresh processes for each size, in turns. */
export function measureReach(rounds: number): ReachRow[] {
  const jobs = SIZES.map((size): [string, ...string[]] => ['jobs/reach.ts', ...size]);
  return bestOf(rounds, ...jobs).map((measured, index) => ({ size: SIZES[index] ?? [], measured }));
}
