// Holds our judgement of files against the API server's own.
import { judge } from '@watertight/encryption';
import { fileOf } from './files/file.ts';
import type { Answer, Loader } from './loader.ts';

export interface Started {
  readonly minor: number;
  readonly kmsV1: boolean;
}

export interface Disagreement {
  readonly seed: number;
  readonly reload: boolean;
  readonly theirs: Answer;
  /** Undefined where we say nothing. */
  readonly ours: boolean | undefined;
  readonly reasons: readonly string[];
}

export interface Tally {
  asked: number;
  accepted: number;
  readonly disagreements: Disagreement[];
}

const AT_ONCE = 500;

async function compareOne(loader: Loader, seed: number, started: Started): Promise<[Answer, Disagreement | undefined]> {
  const file = fileOf(seed);
  const reload = seed % 4 === 0;
  const theirs = await loader.ask({ file, reload });
  const { accepted, refusals } = judge(file, { ...started, reload });
  if (accepted === theirs.accepted) return [theirs, undefined];
  return [theirs, { seed, reload, theirs, ours: accepted, reasons: refusals.map(({ reason }) => reason) }];
}

/** Files of the seeds from `first` on. */
export async function compareFiles(loader: Loader, started: Started, first: number, count: number): Promise<Tally> {
  const tally: Tally = { asked: 0, accepted: 0, disagreements: [] };
  for (let at = first; at < first + count; at += AT_ONCE) {
    const seeds = Array.from({ length: Math.min(AT_ONCE, first + count - at) }, (_, index) => at + index);
    for (const [theirs, disagreement] of await Promise.all(seeds.map((seed) => compareOne(loader, seed, started)))) {
      tally.asked += 1;
      if (theirs.accepted) tally.accepted += 1;
      if (disagreement !== undefined) tally.disagreements.push(disagreement);
    }
  }
  return tally;
}
