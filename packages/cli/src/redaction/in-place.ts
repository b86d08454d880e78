// Rewrites a file with its values masked: beside it first, then in its place, so that it is whole at every moment.
import { closeSync, openSync } from 'node:fs';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { writeText } from '../shell/write-text.ts';
import { piecesOf } from './pieces.ts';
import type { Redacting } from './tally.ts';

export async function inPlace(file: string, redactor: Redacting): Promise<number> {
  await writeText(redacted(file, redactor), file);
  return ExitCode.ok;
}

async function* redacted(file: string, redactor: Redacting): AsyncGenerator<Uint8Array> {
  let opened: number | undefined;
  try {
    opened = openSync(file, 'r');
    for await (const piece of piecesOf(opened, redactor.space)) yield Buffer.concat(redactor.push(piece));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError(`cannot read ${file} (${code})`, 'It is as it was.', ExitCode.cannotRun);
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
  yield Buffer.concat(redactor.flush());
}
