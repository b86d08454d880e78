// A transport for pino: redacts each line of the log in pino's own worker, on its way to a file, to stdout, or to the next transport.
import { once } from 'node:events';
import { type Transform, Writable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import pino from 'pino';
import { cardLastFourMask } from '../masks/card-last-four.ts';
import { exactMask, type Mask, ruleMask } from '../masks/mask.ts';
import { RedactStream } from './redact-stream.ts';

/** What `pino.transport({ target: '@watertight/detect/pino', options })` takes: plain data, since it goes to a worker. */
export interface PinoTransportOptions {
  /** A file, or the number of an open one; by default 1, standard output. */
  readonly destination?: string | number;
  /** Makes the folder of the file. */
  readonly mkdir?: boolean;
  /** Within `pipeline`: hands the lines to the next transport, and writes nowhere. */
  readonly pipeline?: boolean;
  readonly mask?: 'exact' | 'rule' | 'card-last-four';
}

const MASKS: Readonly<Record<string, Mask>> = {
  exact: exactMask,
  rule: ruleMask,
  'card-last-four': cardLastFourMask,
};

/** Throws for a mask that there is none of: a log that is not redacted as asked must not be written. */
export async function pinoTransport(options: PinoTransportOptions = {}): Promise<Transform | Writable> {
  const { destination = 1, mkdir = false, pipeline = false, mask = 'exact' } = options;
  const chosen = MASKS[mask];
  if (chosen === undefined) throw new Error(`mask is one of ${Object.keys(MASKS).join(', ')}`);
  const redacting = new RedactStream({ mask: chosen });
  if (pipeline) return redacting;
  const file = pino.destination({ dest: destination, mkdir, sync: false });
  if (typeof destination === 'string') await once(file, 'ready');
  return intoFile(redacting, file);
}

type File = ReturnType<typeof pino.destination>;

/** One stream to pino: closed when all is written. A file that takes no more makes it wait. */
function intoFile(redacting: RedactStream, file: File): Writable {
  // A part of a long line may end within a character.
  const decoder = new StringDecoder('utf8');
  redacting.on('data', (bytes: Buffer) => {
    if (!file.write(decoder.write(bytes))) redacting.pause();
  });
  file.on('drain', () => redacting.resume());
  const into = new Writable({
    write: (chunk: Buffer, _, done) => void redacting.write(chunk, (error) => done(error ?? null)),
    final: (done) => {
      file.once('close', () => done());
      redacting.once('end', () => file.end());
      redacting.end();
    },
  });
  file.on('error', (error) => into.destroy(error));
  return into;
}
