// Entries of a zip archive whose directory is gone, by the header before each: what was cut off is read up to there.
import type { ArchiveBudget } from './archive-budget.ts';
import type { ArchiveEntry } from './tar.ts';
import { IN_ZIP64, LOCAL_BYTES, type SkippedEntry, unopenedFor, unpacked } from './zip-entry.ts';

const MARK = 'PK';
const LOCAL = Buffer.from('PK\u0003\u0004', 'latin1');
/** Of what may stand behind an entry's bytes: their sizes, the next entry, the directory. */
const BEHIND = [Buffer.from('PK\u0007\u0008', 'latin1'), LOCAL, Buffer.from('PK\u0001\u0002', 'latin1')];
/** The size stands behind the bytes, not before them. APPNOTE.TXT 4.4.4. */
const DESCRIPTOR_FLAG = 8;

/** In the order of the archive, which begins with the first. APPNOTE.TXT 4.3.7. */
export function* localEntries(bytes: Buffer, budget: ArchiveBudget): Generator<ArchiveEntry | SkippedEntry> {
  for (let at = 0; at + LOCAL_BYTES <= bytes.length && stands(bytes, LOCAL, at);) {
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
  // Each byte is looked at once, however many entries there are.
  let end = bytes.indexOf(MARK, start, 'latin1');
  while (end >= 0 && !BEHIND.some((mark) => stands(bytes, mark, end))) end = bytes.indexOf(MARK, end + 1, 'latin1');
  return end < 0 ? bytes.length : end;
}

function stands(bytes: Buffer, mark: Buffer, at: number): boolean {
  return bytes.subarray(at, at + mark.length).equals(mark);
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
  const reason = unopenedFor(bytes.readUInt16LE(at + 6), method);
  return reason === undefined ? { path, body: unpacked(body, method, budget) } : { path, reason };
}
