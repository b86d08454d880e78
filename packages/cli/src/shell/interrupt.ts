// Ends the process when it is told to, and leaves no half-written file behind.
import { rmSync } from 'node:fs';
import { ExitCode } from './exit-code.ts';

/** As shells count them: 128 and the signal's number. */
const CODES: readonly (readonly [NodeJS.Signals, number])[] = [
  ['SIGINT', ExitCode.interrupted],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
];

const unfinished = new Set<string>();

/** Names a file that is removed should the process be ended before `finished`. */
export function started(file: string): void {
  unfinished.add(file);
}

export function finished(file: string): void {
  unfinished.delete(file);
}

let listing: AbortController | undefined;
let interrupted = false;

/** Whether the user has ended a reading with Ctrl-C; the command then ends with code 130, whatever it found. */
export function wasInterrupted(): boolean {
  return interrupted;
}

/** While `read` runs, the first Ctrl-C ends the reading and what was read goes on; the second one ends the process. */
export async function untilInterrupted<T>(read: (signal: AbortSignal) => Promise<T>): Promise<T> {
  listing = new AbortController();
  try {
    return await read(listing.signal);
  } finally {
    listing = undefined;
  }
}

/** True when the signal was only for what is being read. */
function endReading(signal: NodeJS.Signals): boolean {
  if (signal !== 'SIGINT' || listing === undefined || listing.signal.aborted) return false;
  interrupted = true;
  listing.abort();
  return true;
}

/** What has reached standard output stays, whole parts of the result each; a file asked for appears whole or not at all. */
export function endOnSignals(): void {
  for (const [signal, code] of CODES) {
    process.on(signal, () => {
      if (endReading(signal)) return;
      for (const file of unfinished) rmSync(file, { force: true });
      process.exit(code);
    });
  }
}
