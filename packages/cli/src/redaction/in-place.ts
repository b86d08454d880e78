// Rewrites a file with its values masked: beside it first, then in its place, so that it is whole at every moment.
import { createReadStream } from 'node:fs';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { writeText } from '../shell/write-text.ts';
import type { Redacting } from './tally.ts';

const PART_BYTES = 1_048_576;

export async function inPlace(file: string, redactor: Redacting): Promise<number> {
  await writeText(redacted(file, redactor), file);
  return ExitCode.ok;
}

async function* redacted(file: string, redactor: Redacting): AsyncGenerator<Uint8Array> {
  try {
    for await (const bytes of createReadStream(file, { highWaterMark: PART_BYTES })) {
      yield Buffer.concat(redactor.push(bytes as Buffer));
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError(`cannot read ${file} (${code})`, 'It is as it was.', ExitCode.cannotRun);
  }
  yield Buffer.concat(redactor.flush());
}
