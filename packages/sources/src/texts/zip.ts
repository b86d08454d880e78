// Reads the entries of a zip archive by its central directory, or without one by the header of each.
import type { ArchiveBudget } from './archive-budget.ts';
import { UnpackError } from './archive-budget.ts';
import type { ArchiveEntry } from './tar.ts';
import { IN_ZIP64, LOCAL_BYTES, type SkippedEntry, unopenedFor, unpacked } from './zip-entry.ts';
import { localEntries } from './zip-local.ts';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const CENTRAL_BYTES = 46;
const MAX_COMMENT_BYTES = 0xffff;
/** `IN_ZIP64` of 16 bits. */
const SHORT_IN_ZIP64 = 0xffff;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const END64_BYTES = 56;
const LOCATOR64_BYTES = 20;
const FIELD64 = 1;

/** True for the first bytes of a zip archive. */
export function isZip(head: Uint8Array): boolean {
  return head.length >= 4 && (word(head, 0) === LOCAL || word(head, 0) === END);
}

/** Entries in the order of the directory. Throws `UnpackError` where the archive is broken, cut off (behind what is left of it), or over the budget. APPNOTE.TXT 4.3. */
export function* zipEntries(bytes: Buffer, budget: ArchiveBudget): Generator<ArchiveEntry | SkippedEntry> {
  const end = endOf(bytes);
  if (end === undefined) {
    yield* localEntries(bytes, budget);
    throw new UnpackError('the archive is cut off: it has no directory');
  }
  const directory = directoryOf(bytes, end);
  let { at } = directory;
  for (let left = directory.entries; left > 0; left--) {
    if (at + CENTRAL_BYTES > bytes.length || word(bytes, at) !== CENTRAL)
      throw new UnpackError('the directory of the archive is broken');
    budget.takeEntry();
    const nameEnd = at + CENTRAL_BYTES + bytes.readUInt16LE(at + 28);
    const path = bytes.toString('utf8', at + CENTRAL_BYTES, nameEnd);
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
    if (!path.endsWith('/')) yield entryOf(bytes, { at, path, extra: bytes.subarray(nameEnd, extraEnd) }, budget);
    at = extraEnd + bytes.readUInt16LE(at + 32);
  }
}

interface Directory {
  readonly entries: number;
  readonly at: number;
}

function directoryOf(bytes: Buffer, end: number): Directory {
  const entries = bytes.readUInt16LE(end + 10);
  const at = bytes.readUInt32LE(end + 16);
  return entries === SHORT_IN_ZIP64 || at === IN_ZIP64 ? (directory64(bytes, end) ?? { entries, at }) : { entries, at };
}

/** By the locator right before the end record; an archive of 65,535 entries may have none. APPNOTE.TXT 4.3.14 and 4.3.15. */
function directory64(bytes: Buffer, end: number): Directory | undefined {
  const locator = end - LOCATOR64_BYTES;
  if (locator < 0 || word(bytes, locator) !== LOCATOR64) return undefined;
  const record = long(bytes, locator + 8);
  if (record + END64_BYTES > bytes.length || word(bytes, record) !== END64)
    throw new UnpackError('the directory of the archive is broken');
  return { entries: long(bytes, record + 32), at: long(bytes, record + 48) };
}

function endOf(bytes: Buffer): number | undefined {
  const first = Math.max(0, bytes.length - END_BYTES - MAX_COMMENT_BYTES);
  for (let at = bytes.length - END_BYTES; at >= first; at--) if (word(bytes, at) === END) return at;
  return undefined;
}

/** An entry of the directory. */
interface Central {
  readonly at: number;
  readonly path: string;
  readonly extra: Buffer;
}

/** Packed size and place; undefined where a number should be in the ZIP64 field, and is not. */
function extentOf(
  bytes: Buffer,
  { at, extra }: Central,
): { readonly packed: number; readonly local: number } | undefined {
  const short = [24, 20, 42].map((offset) => bytes.readUInt32LE(at + offset));
  const field = field64(extra);
  let next = 0;
  // The field has only the numbers that do not fit, in this order. APPNOTE.TXT 4.5.3.
  const [, packed, local] = short.map((number) => {
    if (number !== IN_ZIP64) return number;
    next += 8;
    return next <= field.length ? long(field, next - 8) : undefined;
  });
  return packed === undefined || local === undefined ? undefined : { packed, local };
}

const NO_FIELD = Buffer.alloc(0);

function field64(extra: Buffer): Buffer {
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === FIELD64) return extra.subarray(at + 4, end);
    at = end;
  }
  return NO_FIELD;
}

function entryOf(bytes: Buffer, central: Central, budget: ArchiveBudget): ArchiveEntry | SkippedEntry {
  const { at, path } = central;
  const method = bytes.readUInt16LE(at + 10);
  const reason = unopenedFor(bytes.readUInt16LE(at + 8), method);
  if (reason !== undefined) return { path, reason };
  const extent = extentOf(bytes, central);
  if (extent === undefined || extent.local + LOCAL_BYTES > bytes.length || word(bytes, extent.local) !== LOCAL)
    return { path, reason: 'the entry is broken' };
  const { packed, local } = extent;
  const start = local + LOCAL_BYTES + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const body = bytes.subarray(start, start + packed);
  if (body.length < packed) return { path, reason: 'the entry is cut off' };
  return { path, body: unpacked(body, method, budget) };
}

function word(bytes: Uint8Array, at: number): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset + at, 4).readUInt32LE(0);
}

/** 64 bits; what is beyond the archive lies nowhere in it. */
function long(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at));
}
