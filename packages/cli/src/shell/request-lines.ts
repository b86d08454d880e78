// Requests of a batch, one on a line, with their 1-based numbers.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { cannotRead } from './read-named.ts';

/** `-` is standard input. A file that cannot be read is a usage error. */
export async function* requestLines(file: string): AsyncGenerator<{ readonly text: string; readonly number: number }> {
  const stream = file === '-' ? process.stdin : createReadStream(file);
  let number = 0;
  try {
    for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }))
      yield { text, number: ++number };
  } catch (error) {
    throw cannotRead(file, error, 'Check the path and its permissions.');
  }
}
