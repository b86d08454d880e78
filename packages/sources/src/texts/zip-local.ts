// Entries of a zip archive whose directory is gone, by the header before each: what was cut off is read up to there.
import { createInflateRaw } from 'node:zlib';
import { Readable } from 'node:stream';
import type { ArchiveBudget } from './archive-budget.ts';
import type { ArchiveEntry } from './tar.ts';
import { bounded } from './unpack.ts';

const LOCAL = Buffer.from('PK\u0003\u0004', 'latin1');
const DESCRIPTOR = Buffer.from('PK\u0007\u0008', 'latin1');
const CENTRAL = Buffer.from('PK\u0001\u0002', 'latin1');
const LOCAL_BYTES = 30;
const ENCRYPTED_FLAG = 1;
/** The size stands behind the bytes, not before them. APPNOTE.TXT 4.4.4. */
const DESCRIPTOR_FLAG = 8;
const STORED = 0;
const DEFLATED = 8;
const IN_ZIP64 = 0xffffffff;

/** An entry that cannot be opened. */
export interface SkippedEntry {
  readonly path: string;
  readonly reason: string;
}

/** In the order of the archive, which begins with the first. APPNOTE.TXT 4.3.7. */
export function* localEntries(bytes: Buffer, budget: ArchiveBudget): Generator<ArchiveEntry | SkippedEntry> {
  for (let at = 0; at + LOCAL_BYTES <= bytes.length && bytes.indexOf(LOCAL, at) === at;) {
    budget.takeEntry();
    const nameEnd = at + LOCAL_BYTES + bytes.readUInt16LE(at + 26);
    const path = bytes.toString('utf8', at + LOCAL_BYTES, nameEnd);
    const start = nameEnd + bytes.readUInt16LE(at + 28);
    const end = endOf(bytes, at, start);
    if (!path.endsWith('/')) yield entryOf(bytes, { at, path, body: bytes.subarray(start, end) }, budget);
    at = nextHeader(bytes, end);
  }
}

/** Where the bytes of an entry end: by its size, or where something else of the archive begins. */
function endOf(bytes: Buffer, at: number, start: number): number {
  const packed = bytes.readUInt32LE(at + 18);
  const isTold = (bytes.readUInt16LE(at + 6) & DESCRIPTOR_FLAG) === 0 && packed !== IN_ZIP64;
  if (isTold) return Math.min(bytes.length, start + packed);
  const ends = [DESCRIPTOR, LOCAL, CENTRAL].map((mark) => bytes.indexOf(mark, start)).filter((end) => end >= 0);
  return Math.min(bytes.length, ...ends);
}

function nextHeader(bytes: Buffer, end: number): number {
  const next = bytes.indexOf(LOCAL, end);
  return next < 0 ? bytes.length : next;
}

interface Local {
  readonly at: number;
  readonly path: string;
  readonly body: Buffer;
}

function entryOf(bytes: Buffer, { at, path, body }: Local, budget: ArchiveBudget): ArchiveEntry | SkippedEntry {
  const method = bytes.readUInt16LE(at + 8);
  if ((bytes.readUInt16LE(at + 6) & ENCRYPTED_FLAG) !== 0) return { path, reason: 'the entry is encrypted' };
  if (method !== STORED && method !== DEFLATED) return { path, reason: `the entry is packed by method ${method}` };
  return { path, body: bounded(method === STORED ? once(body) : inflated(body), budget) };
}

export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** Unpacks while it is read: an entry that nobody opens costs nothing. */
export async function* inflated(bytes: Buffer): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw();
  Readable.from([bytes]).pipe(inflate);
  yield* inflate as AsyncIterable<Uint8Array>;
}
