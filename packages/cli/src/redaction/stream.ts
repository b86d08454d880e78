// From a stream to standard output: no faster than the reader takes it, nothing lost when a signal ends the run.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { SIGNAL_CODES } from '../shell/interrupt.ts';
import type { Redacting } from './tally.ts';

/** Silence after which what is certain of an unfinished line is shown: prompts have no line end. */
const IDLE_MILLISECONDS = 1000;

/** Ends with the input, with a signal (what is held is written first, masked), or when nobody reads. */
export async function redactStream(input: NodeJS.ReadableStream & Destroyable, redactor: Redacting): Promise<number> {
  let code: number = ExitCode.ok;
  let failure: NodeJS.ErrnoException | undefined;
  await new Promise<void>((resolve) => {
    const handlers = SIGNAL_CODES.map(([signal, number]) => {
      const handle = (): void => {
        code = number;
        input.destroy();
      };
      process.on(signal, handle);
      return [signal, handle] as const;
    });
    const silence = setTimeout(() => write(redactor.idle()), IDLE_MILLISECONDS);
    const resume = (): void => void input.resume();
    const stop = (): void => input.destroy();
    input.on('data', (bytes: Buffer) => {
      silence.refresh();
      if (write(redactor.push(bytes))) return;
      input.pause();
      process.stdout.once('drain', resume);
    });
    input.once('error', (error) => (failure = error));
    // Standard input that is a file ends and stays open: its `close` comes only when it is asked for.
    input.once('end', stop);
    process.stdout.once('error', stop);
    process.stdout.once('close', stop);
    input.once('close', () => {
      clearTimeout(silence);
      for (const [signal, handle] of handlers) process.off(signal, handle);
      process.stdout.off('error', stop).off('close', stop).off('drain', resume);
      resolve();
    });
  });
  await drained(redactor.flush());
  if (failure !== undefined) {
    throw new UserError(
      `cannot read on (${failure.code ?? 'error'})`,
      'What was read until then is written.',
      ExitCode.cannotRun,
    );
  }
  return code;
}

interface Destroyable {
  destroy(): void;
}

/** False when the reader has enough for now. */
function write(parts: readonly Uint8Array[]): boolean {
  return parts.length === 0 || process.stdout.write(Buffer.concat(parts));
}

async function drained(parts: readonly Uint8Array[]): Promise<void> {
  await new Promise<void>((resolve) => {
    process.stdout.write(Buffer.concat(parts), () => resolve());
  });
  await nextTurn();
}
