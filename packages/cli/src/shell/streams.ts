// What happens when standard output or standard error breaks: a closed pipe ends silently, a full disk is said.
import { ExitCode } from './exit-code.ts';

/** `watertight … | head` closes our output early: that is no error, and the exit code stays what was found. */
export function guardStreams(): void {
  process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'EPIPE') return;
    process.stderr.write(
      `error: cannot write to standard output (${code ?? 'error'})\nGive the result another place.\n`,
    );
    process.exit(ExitCode.cannotRun);
  });
  process.stderr.on('error', () => undefined);
}
