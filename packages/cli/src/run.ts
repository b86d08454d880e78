// Runs the command line: parses arguments, prints errors in two lines, and gives the exit code.
import { CommanderError } from 'commander';
import type { Command } from 'commander';
import { TOKEN_VERB } from './kms/token-verb.ts';
import { buildProgram } from './program.ts';
import { ExitCode, UserError } from './shell/exit-code.ts';
import { usageError } from './shell/usage-error.ts';

/** Arguments without node and script. Never throws; a bug of ours prints its stack. */
export async function runProgram(args: readonly string[]): Promise<number> {
  let code: number = ExitCode.ok;
  const program = buildProgram((value) => {
    code = value;
  });
  try {
    if (args.length === 0) program.outputHelp();
    else if (args[0] === COMPLETE) await answerShell(program, args.slice(1));
    else if (args[0] === TOKEN_VERB) await callToken();
    else await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    return report(error instanceof CommanderError ? usageError(error, program, args) : error);
  }
  return code;
}

/** A verb for shells only: they pass the words typed so far, which may be wrong or half. */
const COMPLETE = '__complete';

/** Runs as long as the plugin that started it. */
async function callToken(): Promise<void> {
  const { serveToken } = await import('@watertight/kms');
  serveToken();
}

async function answerShell(program: Command, words: readonly string[]): Promise<void> {
  const { complete, completionText } = await import('./completion/complete.ts');
  process.stdout.write(completionText(await complete(program, words)));
}

async function report(error: unknown): Promise<number> {
  if (error === undefined) return ExitCode.ok;
  if (error instanceof UserError) {
    const { visible } = await import('@watertight/report');
    process.stderr.write(`error: ${visible(error.message)}\n${visible(error.hint)}\n`);
    return error.code;
  }
  const stack = stackOf(error);
  process.stderr.write(
    `This is a bug in watertight. Please report it with these lines; they hold no value of your input.\n${stack}\n`,
  );
  return ExitCode.cannotRun;
}

/** The stack without the message: a message might quote the input. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return 'a value that is no error was thrown';
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return [error.constructor.name, ...frames].join('\n');
}
