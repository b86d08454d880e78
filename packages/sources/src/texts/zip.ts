// Reads the entries of a zip archive by its central directory.
import { Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import type { ArchiveBudget } from './archive-budget.ts';
import { UnpackError } from './archive-budget.ts';
import type { ArchiveEntry } from './tar.ts';
import { bounded } from './unpack.ts';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_COMMENT_BYTES = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;
/** The sign that a number stands in the ZIP64 field. */
const IN_ZIP64 = 0xffffffff;

/** True for the first bytes of a zip archive. */
export function isZip(head: Uint8Array): boolean {
  return head.length >= 4 && (word(head, 0) === LOCAL || word(head, 0) === END);
}

/** An entry that cannot be opened. */
export interface SkippedEntry {
  readonly path: string;
  readonly reason: string;
}

/** Entries in the order of the directory. Throws `UnpackError` where the archive is broken or over the budget. APPNOTE.TXT 4.3. */
export function* zipEntries(bytes: Buffer, budget: ArchiveBudget): Generator<ArchiveEntry | SkippedEntry> {
  const end = endOf(bytes);
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (at + CENTRAL_BYTES > bytes.length || word(bytes, at) !== CENTRAL)
      throw new UnpackError('the directory of the archive is broken, or of the ZIP64 form');
    budget.takeEntry();
    const nameLength = bytes.readUInt16LE(at + 28);
    const path = bytes.toString('utf8', at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameLength);
    if (!path.endsWith('/')) yield entryOf(bytes, { at, path }, budget);
    at += CENTRAL_BYTES + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

function endOf(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_BYTES - MAX_COMMENT_BYTES);
  for (let at = bytes.length - END_BYTES; at >= first; at--) if (word(bytes, at) === END) return at;
  throw new UnpackError('the archive is cut off: it has no directory');
}

function entryOf(
  bytes: Buffer,
  { at: central, path }: { readonly at: number; readonly path: string },
  budget: ArchiveBudget,
): ArchiveEntry | SkippedEntry {
  const method = bytes.readUInt16LE(central + 10);
  const packed = bytes.readUInt32LE(central + 20);
  const local = bytes.readUInt32LE(central + 42);
  if ((bytes.readUInt16LE(central + 8) & ENCRYPTED_FLAG) !== 0) return { path, reason: 'the entry is encrypted' };
  if (method !== STORED && method !== DEFLATED) return { path, reason: `the entry is packed by method ${method}` };
  if (packed === IN_ZIP64 || local === IN_ZIP64) return { path, reason: 'the entry is of the ZIP64 form' };
  if (local + LOCAL_BYTES > bytes.length || word(bytes, local) !== LOCAL)
    return { path, reason: 'the entry is broken' };
  const start = local + LOCAL_BYTES + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const body = bytes.subarray(start, start + packed);
  if (body.length < packed) return { path, reason: 'the entry is cut off' };
  return { path, body: bounded(method === STORED ? once(body) : inflated(body), budget) };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** Unpacks while it is read: an entry that nobody opens costs nothing. */
async function* inflated(bytes: Buffer): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw();
  Readable.from([bytes]).pipe(inflate);
  yield* inflate as AsyncIterable<Uint8Array>;
}

function word(bytes: Uint8Array, at: number): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset + at, 4).readUInt32LE(0);
}
