// Answers the shell: what may follow the words typed so far. Lines and directive are those of Cobra, which kubectl reads too.
import type { Command, Option } from 'commander';
import { CAN_VERBS, ID_STARTS, SHELLS } from './words.ts';

/** What the shell does besides offering the candidates: bits of Cobra's ShellCompDirective. */
export const Directive = { files: 0, noSpace: 2, noFiles: 4 } as const;

export interface Candidate {
  readonly word: string;
  readonly description?: string;
}

export interface Completion {
  readonly candidates: readonly Candidate[];
  readonly directive: number;
}

const FILES: Completion = { candidates: [], directive: Directive.files };
const NOTHING: Completion = { candidates: [], directive: Directive.noFiles };

/** `words` are those after the program's name; the last is the one being typed and may be empty. */
export async function complete(program: Command, words: readonly string[]): Promise<Completion> {
  const typed = joined(words);
  const current = typed.at(-1) ?? '';
  const before = typed.slice(0, -1);
  const { command, depth } = commandTyped(program, before);
  const found =
    command === program
      ? ofProgram(program, before, current)
      : await ofCommand(program, command, { before: before.slice(depth - 1), current });
  const start = current.startsWith('--') && current.includes('=') ? '' : current;
  return { ...found, candidates: found.candidates.filter(({ word }) => word.startsWith(start)) };
}

/** The innermost command that the words name, and how many of them do. */
function commandTyped(program: Command, before: readonly string[]): { command: Command; depth: number } {
  let command = program;
  let depth = 0;
  for (const word of before) {
    const inner = command.commands.find((candidate) => candidate.name() === word);
    if (inner === undefined) break;
    command = inner;
    depth += 1;
  }
  return { command, depth };
}

/** The answer as text: a candidate a line with its description behind a tab, then the directive. */
export function completionText({ candidates, directive }: Completion): string {
  const lines = candidates.map(({ word, description }) =>
    description === undefined ? word : `${word}\t${description}`,
  );
  return [...lines, `:${directive}`, ''].join('\n');
}

/** Bash breaks words at `=`: `--output = js` is `--output js`. */
function joined(words: readonly string[]): string[] {
  return words.filter(
    (word, at) => !(word === '=' && at < words.length - 1 && words[at - 1]?.startsWith('--') === true),
  );
}

function ofProgram(program: Command, before: readonly string[], current: string): Completion {
  if (before.length > 0 && before[0] !== 'help') return NOTHING;
  if (current.startsWith('-')) return optionsOf(program, before);
  return { candidates: commandsOf(program), directive: Directive.noFiles };
}

function commandsOf(program: Command): Candidate[] {
  const commands = program.commands.map((command) => ({ word: command.name(), description: command.description() }));
  return [...commands, { word: 'help', description: 'help on a command' }];
}

interface Typed {
  readonly before: readonly string[];
  readonly current: string;
}

async function ofCommand(program: Command, command: Command, { before, current }: Typed): Promise<Completion> {
  const given = before.slice(1);
  if (given.includes('--')) return await argumentOf(program, command, argumentsGiven(command, given));
  const open = optionNamed(command, given.at(-1));
  if (open !== undefined && takesValue(open)) return valuesOf(open, '');
  const [, name, equals] = /^(--[^=]+)(=)/.exec(current) ?? [];
  const assigned = equals === undefined ? undefined : optionNamed(command, name);
  if (assigned !== undefined) return assignedValue(assigned, current);
  if (current.startsWith('-')) return optionsOf(command, given);
  if (command.commands.length > 0) {
    return given.length > 0 ? NOTHING : { candidates: commandsOf(command).slice(0, -1), directive: Directive.noFiles };
  }
  return await argumentOf(program, command, argumentsGiven(command, given));
}

function optionNamed(command: Command, word: string | undefined): Option | undefined {
  return word === undefined ? undefined : command.options.find(({ long, short }) => long === word || short === word);
}

function takesValue(option: Option): boolean {
  return option.required || option.optional;
}

function argumentsGiven(command: Command, given: readonly string[]): number {
  let count = 0;
  let isAfterDashes = false;
  for (const [at, word] of given.entries()) {
    const previous = optionNamed(command, given[at - 1]);
    const isValue = !isAfterDashes && previous !== undefined && takesValue(previous);
    if (word === '--' && !isAfterDashes) isAfterDashes = true;
    else if (!isValue && (isAfterDashes || !word.startsWith('-'))) count++;
  }
  return count;
}

/** Options that may still be given: one that was is offered again only where it may be repeated. */
function optionsOf(command: Command, given: readonly string[]): Completion {
  const names = new Set(given.map((word) => word.replace(/=.*$/s, '')));
  const left = command.options.filter((option) => {
    const isGiven = names.has(option.long ?? '') || names.has(option.short ?? '');
    return !option.hidden && (!isGiven || Array.isArray(option.defaultValue));
  });
  const help = { word: '--help', description: 'help on this command' };
  const candidates = left.map((option) => ({
    word: option.long ?? option.short ?? '',
    description: option.description,
  }));
  return { candidates: [...candidates, help], directive: Directive.noFiles };
}

function valuesOf(option: Option, prefix: string): Completion {
  if (option.flags.includes('<file>')) return FILES;
  const isId = option.long === '--from' || option.long === '--to' || option.long === '--as';
  const words = option.argChoices ?? (isId ? ID_STARTS : []);
  const candidates = words.map((word) => ({ word: `${prefix}${word}` }));
  return { candidates, directive: isId ? Directive.noFiles | Directive.noSpace : Directive.noFiles };
}

/** `--output=js`: the whole word is replaced, so candidates begin with the option. */
function assignedValue(option: Option, current: string): Completion {
  const found = valuesOf(option, `${option.long}=`);
  return { ...found, candidates: found.candidates.filter(({ word }) => word.startsWith(current)) };
}

async function argumentOf(program: Command, command: Command, at: number): Promise<Completion> {
  const argument = command.registeredArguments[at] ?? command.registeredArguments.at(-1);
  if (argument === undefined || (at >= command.registeredArguments.length && !argument.variadic)) return NOTHING;
  switch (`${command.name()} ${argument.name()}`) {
    case 'scan file':
    case 'detect path':
    case 'diff old':
    case 'diff new':
    case 'redact file':
      return FILES;
    case 'explain id':
      return { candidates: await ruleIds(), directive: Directive.noFiles };
    case 'completion shell':
      return { candidates: SHELLS.map((word) => ({ word })), directive: Directive.noFiles };
    case 'redact action':
      return { candidates: (argument.argChoices ?? []).map((word) => ({ word })), directive: Directive.noFiles };
    case 'can request':
      return { candidates: at === 0 ? CAN_VERBS.map((word) => ({ word })) : [], directive: Directive.noFiles };
    case 'who-can-read asset':
    case 'reach position':
      return { candidates: ID_STARTS.map((word) => ({ word })), directive: Directive.noFiles | Directive.noSpace };
    default:
      return command.name() === 'help' ? { candidates: commandsOf(program), directive: Directive.noFiles } : NOTHING;
  }
}

/** Techniques and checks with their titles. Loads the engine, which the other answers do not need. */
async function ruleIds(): Promise<Candidate[]> {
  const { checks, techniques } = await import('@watertight/engine');
  return [...techniques, ...checks].map(({ id, title }) => ({ word: id, description: title }));
}
