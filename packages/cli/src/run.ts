// Runs the command line: parses arguments, prints errors in two lines, and gives the exit code.
import { CommanderError } from 'commander';
import { ExitCode, UserError } from './shell/exit-code.ts';
import { buildProgram } from './program.ts';

/** Arguments without node and script. Never throws; a bug of ours prints its stack. */
export async function runProgram(args: readonly string[]): Promise<number> {
  endSilentlyOnClosedPipe();
  let code: number = ExitCode.ok;
  const program = buildProgram((value) => { code = value; });
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    return report(error);
  }
  return code;
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.ok : ExitCode.usage;
  if (error instanceof UserError) {
    process.stderr.write(`error: ${error.message}\n${error.hint}\n`);
    return error.code;
  }
  process.stderr.write(`This is a bug in watertight. Please report it with these lines; they hold no value of your input.\n${stackOf(error)}\n`);
  return ExitCode.cannotRun;
}

/** The stack without the message: a message might quote the input. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return 'a value that is no error was thrown';
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [error.constructor.name, ...frames].join('\n');
}

/** `watertight … | head` closes our output early: that is no error. */
function endSilentlyOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(ExitCode.ok);
    throw error;
  });
}
