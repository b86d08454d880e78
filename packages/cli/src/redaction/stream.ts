// From a stream to standard output: no faster than the reader takes it, nothing lost when a signal ends the run.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Ending } from './ending.ts';
import { cannotReadOn } from './file.ts';
import type { Redacting } from './tally.ts';

/** Silence after which what is certain of an unfinished line is shown: prompts have no line end. */
const IDLE_MILLISECONDS = 1000;

/** Ends with the input, with a signal (what is held is written first, masked), or when nobody reads. */
export async function redactStream(input: NodeJS.ReadableStream & Destroyable, redactor: Redacting): Promise<number> {
  const stop = (): void => input.destroy();
  const ending = new Ending(stop);
  let failure: NodeJS.ErrnoException | undefined;
  await new Promise<void>((resolve) => {
    const silence = setTimeout(() => write(redactor.idle()), IDLE_MILLISECONDS);
    const resume = (): void => void input.resume();
    input.on('data', (bytes: Buffer) => {
      silence.refresh();
      if (write(redactor.push(bytes))) return;
      input.pause();
      process.stdout.once('drain', resume);
    });
    input.once('error', (error) => (failure = error));
    input.once('end', stop);
    input.once('close', () => {
      clearTimeout(silence);
      ending.release();
      process.stdout.off('drain', resume);
      resolve();
    });
  });
  await drained(redactor.flush());
  if (failure !== undefined) throw cannotReadOn(failure);
  return ending.code;
}

interface Destroyable {
  destroy(): void;
}

/** False when the reader has enough for now. Parts lie in what was read, whose memory is nobody else's: joining them would copy all of it. */
function write(parts: readonly Uint8Array[]): boolean {
  let goesOn = true;
  process.stdout.cork();
  for (const part of parts) goesOn = process.stdout.write(part);
  process.stdout.uncork();
  return goesOn;
}

async function drained(parts: readonly Uint8Array[]): Promise<void> {
  await new Promise<void>((resolve) => {
    process.stdout.write(Buffer.concat(parts), () => resolve());
  });
  await nextTurn();
}
