// One entry of a zip archive, whatever header tells of it: whether its bytes can be opened, and the bytes.
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import type { ArchiveBudget } from './archive-budget.ts';
import { bounded } from './unpack.ts';

/** Of the header before an entry's bytes, without its name. */
export const LOCAL_BYTES = 30;
/** Stands where a number does not fit: it is in the ZIP64 record or field. APPNOTE.TXT 4.4.1.4. */
export const IN_ZIP64 = 0xffffffff;
const ENCRYPTED_FLAG = 1;
const STORED = 0;
const DEFLATED = 8;

/** An entry that cannot be opened. */
export interface SkippedEntry {
  readonly path: string;
  readonly reason: string;
}

/** Why an entry of these flags, packed so, cannot be opened. APPNOTE.TXT 4.4.4 and 4.4.5. */
export function unopenedFor(flags: number, method: number): string | undefined {
  if ((flags & ENCRYPTED_FLAG) !== 0) return 'the entry is encrypted';
  return method === STORED || method === DEFLATED ? undefined : `the entry is packed by method ${method}`;
}

/** Unpacks while it is read: an entry that nobody opens costs nothing. */
export function unpacked(body: Buffer, method: number, budget: ArchiveBudget): ReturnType<typeof bounded> {
  return bounded(method === STORED ? once(body) : inflated(body), budget);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

async function* inflated(bytes: Buffer): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw();
  Readable.from([bytes]).pipe(inflate);
  yield* inflate as AsyncIterable<Uint8Array>;
}
