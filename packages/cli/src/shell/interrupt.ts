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

/** What has reached standard output stays, whole parts of the result each; a file asked for appears whole or not at all. */
export function endOnSignals(): void {
  for (const [signal, code] of CODES) {
    process.once(signal, () => {
      for (const file of unfinished) rmSync(file, { force: true });
      process.exit(code);
    });
  }
}
