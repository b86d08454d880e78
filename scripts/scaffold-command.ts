// The command line around the scaffold: two arguments in, lines and an exit code out.
import path from 'node:path';
import type { EntryKind } from '../repo-rules/entries.ts';
import { scaffold, ScaffoldError } from './scaffold.ts';

const USAGE_ERROR = 2;

/** Runs the scaffold on this repository; returns the exit code. */
export async function scaffoldCommand(kind: EntryKind, args: readonly string[]): Promise<number> {
  const [name = '', title = '', ...rest] = args;
  try {
    if (rest.length > 0) throw new ScaffoldError('put the title in quotes');
    const lines = await scaffold(path.resolve(import.meta.dirname, '..'), kind, name, title);
    for (const line of lines) console.log(line);
    return 0;
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    console.error(`${error.message}\nUsage: npm run new:${kind} -- NAME "Title"`);
    return USAGE_ERROR;
  }
}
