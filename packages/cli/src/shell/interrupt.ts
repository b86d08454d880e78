// What a signal that ends the process must wait for, or clean up; while nothing is at stake it ends the process by itself.
import { rmSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ExitCode } from './exit-code.ts';

/** As shells count them: 128 and the signal's number. */
export const SIGNAL_CODES: readonly (readonly [NodeJS.Signals, number])[] = [
  ['SIGINT', ExitCode.interrupted],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
];

const unfinished = new Set<string>();
let works = 0;

/** Names a file that is removed should the process be ended before `finished`. */
export function started(file: string): void {
  unfinished.add(file);
}

export function finished(file: string): void {
  unfinished.delete(file);
}

/**
 * Runs what waits for a stream or a file: a signal ends it between two of its steps, with the exit code of the contract. A
 * handler runs only when nothing is computed, so one that stayed for good would hold Ctrl-C up until a long analysis ends;
 * without one the system ends the process at once, which shells count as the same code.
 */
export async function handlingSignals<T>(work: () => Promise<T>): Promise<T> {
  if (works++ === 0) for (const [signal] of SIGNAL_CODES) process.on(signal, end);
  try {
    return await work();
  } finally {
    // A signal that has come is handled within a whole turn of the loop; without a handler by then it would be lost.
    await nextTurn();
    await nextTurn();
    if (--works === 0) for (const [signal] of SIGNAL_CODES) process.off(signal, end);
  }
}

let reading: AbortController | undefined;
let interrupted = false;

/** Whether the user has ended a reading with Ctrl-C; the command then ends with code 130, whatever it found. */
export function wasInterrupted(): boolean {
  return interrupted;
}

/** While `read` runs, the first Ctrl-C ends the reading, and what was read goes on; the second one ends the process. */
export async function untilInterrupted<T>(read: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  reading = controller;
  try {
    return await handlingSignals(() => read(controller.signal));
  } finally {
    reading = undefined;
  }
}

/** True when the signal was only for what is being read. */
function endReading(signal: NodeJS.Signals): boolean {
  if (signal !== 'SIGINT' || reading === undefined || reading.signal.aborted) return false;
  interrupted = true;
  reading.abort();
  return true;
}

function end(signal: NodeJS.Signals): void {
  if (endReading(signal)) return;
  for (const file of unfinished) rmSync(file, { force: true });
  process.exit(SIGNAL_CODES.find(([name]) => name === signal)?.[1]);
}
