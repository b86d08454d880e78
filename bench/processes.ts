// Starts the measured work in fresh processes, in turns, and keeps the best of each.
import { execFileSync, spawnSync } from 'node:child_process';
import path from 'node:path';

/** What a job tells of itself. */
export interface Measured {
  readonly seconds: number;
  /** Seconds of all threads together; it hardly changes when other programs run beside. */
  readonly cpu: number;
  readonly memory: number;
  readonly objects: number;
  readonly stages?: Readonly<Record<string, number>>;
}

const HEAP_MEGABYTES = 6_000;
const OUTPUT_LIMIT = 2 ** 30;

/** Each command once a round, in turns, so that a busy minute hits all alike. The best of each, in their order. */
export function bestOf<Jobs extends readonly (readonly [string, ...string[]])[]>(
  rounds: number,
  ...jobs: Jobs
): { [Index in keyof Jobs]: Measured } {
  const best: Measured[] = [];
  for (let round = 0; round < rounds; round++) {
    jobs.forEach(([script, ...args], index) => {
      const file = path.join(import.meta.dirname, script);
      const output = execFileSync(process.execPath, [`--max-old-space-size=${HEAP_MEGABYTES}`, file, ...args], {
        encoding: 'utf8',
      });
      const measured = JSON.parse(output) as Measured;
      const known = best[index];
      best[index] = known === undefined ? measured : better(known, measured);
    });
  }
  return best as { [Index in keyof Jobs]: Measured };
}

/** The least of both times; memory and stages are those of the run with the least CPU time. */
function better(one: Measured, other: Measured): Measured {
  const least = other.cpu < one.cpu ? other : one;
  return { ...least, seconds: Math.min(one.seconds, other.seconds) };
}

/** Seconds of one run of node with these arguments, start and end included. */
export function run(args: readonly string[]): number {
  const before = process.hrtime.bigint();
  execFileSync(process.execPath, args, { maxBuffer: OUTPUT_LIMIT, stdio: ['ignore', 'pipe', 'ignore'] });
  return Number(process.hrtime.bigint() - before) / 1e9;
}

export interface Elapsed {
  readonly seconds: number;
  /** User's and system's seconds of the process and its children. */
  readonly cpu: number;
}

/** One run of a program whose output goes to /dev/null. Throws where it fails. */
export function program(command: readonly [string, ...string[]]): Elapsed {
  const before = process.hrtime.bigint();
  // A shell tells what its children took; its last line is about them.
  const script = '"$@" > /dev/null 2>&1 || exit 1; times';
  const output = execFileSync('sh', ['-c', script, 'sh', ...command], { encoding: 'utf8' });
  const seconds = Number(process.hrtime.bigint() - before) / 1e9;
  const [children = ''] = output.trimEnd().split('\n').slice(-1);
  const cpu = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, rest]) => Number(minutes) * 60 + Number(rest),
  );
  return { seconds, cpu: cpu.reduce((sum, part) => sum + part, 0) };
}

/** CPU seconds of the main thread of one run of node with these arguments; compiling and collecting beside it are not in them. */
export function mainThread(args: readonly string[]): number {
  const hook = path.join(import.meta.dirname, 'jobs/main-thread.cjs');
  const { output } = spawnSync(process.execPath, ['--require', hook, ...args], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  return Number(output[3]);
}
