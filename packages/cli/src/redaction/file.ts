// From a file to standard output: read to where it is searched, and written from there before the next piece is read.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { Ending } from './ending.ts';
import { piecesOf } from './pieces.ts';
import type { Redacting } from './tally.ts';

/** Ends with the file, with a signal (what is held is written first, masked), or when nobody reads. */
export async function redactFile(file: number, redactor: Redacting): Promise<number> {
  const ending = new Ending();
  let failure: NodeJS.ErrnoException | undefined;
  try {
    for await (const piece of piecesOf(file, redactor.space)) {
      await written(redactor.push(piece), ending);
      if (ending.isNear) break;
    }
  } catch (error) {
    failure = error as NodeJS.ErrnoException;
    if (failure.code === undefined) throw error;
  } finally {
    ending.release();
  }
  await written(redactor.flush());
  await nextTurn();
  if (failure !== undefined) throw cannotReadOn(failure);
  return ending.code;
}

export function cannotReadOn({ code = 'error' }: NodeJS.ErrnoException): UserError {
  return new UserError(`cannot read on (${code})`, 'What was read until then is written.', ExitCode.cannotRun);
}

/** Waits until the bytes are taken, or the run is to end: then nothing is read into their memory any more. */
function written(parts: readonly Uint8Array[], ending?: Ending): Promise<void> {
  return new Promise((resolve) => {
    if (ending !== undefined) ending.stop = resolve;
    const last = parts.at(-1) ?? new Uint8Array();
    process.stdout.cork();
    for (const part of parts.slice(0, -1)) process.stdout.write(part);
    process.stdout.write(last, () => resolve());
    process.stdout.uncork();
  });
}
