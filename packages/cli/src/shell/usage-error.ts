// Turns what the argument parser says into the two lines of every error.
import type { Command, CommanderError } from 'commander';
import { UserError } from './exit-code.ts';

/** Undefined where nothing is wrong: help or the version was asked for and printed. */
export function usageError(
  { exitCode, message }: CommanderError,
  program: Command,
  args: readonly string[],
): UserError | undefined {
  if (exitCode === 0) return undefined;
  const [said = '', suggestion] = message.replace(/^error: /, '').split('\n');
  const [, wrong = said, allowed] = /^(.* is invalid)\. (.+)$/.exec(said) ?? [];
  return new UserError(wrong.replace(/\.$/, ''), hint(suggestion) ?? allowed ?? seeHelp(program, args));
}

/** `(Did you mean --filename?)` as a sentence. */
function hint(suggestion: string | undefined): string | undefined {
  return suggestion?.replace(/^\((.*)\)$/, '$1');
}

function seeHelp(program: Command, [first, second]: readonly string[]): string {
  const command = program.commands.find((candidate) => candidate.name() === first);
  if (command === undefined) return `Run ${program.name()} --help for the commands.`;
  const sub = command.commands.find((candidate) => candidate.name() === second);
  const name = [program.name(), command.name(), ...(sub === undefined ? [] : [sub.name()])].join(' ');
  return `Run ${name} --help for its arguments and options.`;
}
