// Reads the entries of a tar archive one after the other: POSIX ustar and pax, GNU long names.
import type { ArchiveBudget } from './archive-budget.ts';
import { UnpackError } from './archive-budget.ts';
import type { ByteReader, Chunks } from './byte-reader.ts';

export interface ArchiveEntry {
  readonly path: string;
  /** Its bytes; what of them is not read is stepped over. */
  readonly body: Chunks;
  /** A link or a device: it has no bytes, but takes the place of what was called so. */
  readonly isBare?: true;
}

const BLOCK = 512;
/** Bytes of a pax header or a long name: what is longer is none. */
const MAX_META_BYTES = 1024 * 1024;

const NAME: Field = [0, 100];
const SIZE: Field = [124, 136];
const CHECKSUM: Field = [148, 156];
const TYPE = 156;
const MAGIC: Field = [257, 262];
const PREFIX: Field = [345, 500];
type Field = readonly [start: number, end: number];

/** Hard links, symbolic links, devices and pipes. */
const BARE: ReadonlySet<string> = new Set(['1', '2', '3', '4', '6']);

const SPACE = 0x20;

/** True for the first block of a tar archive. */
export function isTar(head: Uint8Array): boolean {
  return head.length >= BLOCK && text(head, MAGIC) === 'ustar' && hasChecksum(head);
}

/**
 * The files of an archive, and links and devices without their bytes; folders are left out. Throws `UnpackError` where the archive is cut off or broken, or
 * over the budget. https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html
 */
export async function* tarEntries(reader: ByteReader, budget: ArchiveBudget): AsyncGenerator<ArchiveEntry> {
  let path: string | undefined;
  let paxSize: number | undefined;
  for (;;) {
    const head = await reader.take(BLOCK);
    // No block, or one of zeros: the end.
    if (head.every((byte) => byte === 0)) return;
    if (head.length < BLOCK) throw new UnpackError('the archive is cut off');
    if (!hasChecksum(head)) throw new UnpackError('an entry of the archive is broken');
    budget.takeEntry();
    const type = String.fromCharCode(head[TYPE] as number);
    const size = type === '0' || type === '\0' || type === '7' ? (paxSize ?? sizeOf(head)) : sizeOf(head);
    if (type === 'x' || type === 'L') {
      const meta = await metaText(reader, size);
      if (type === 'L') path = meta.replace(/\0.*$/s, '');
      else ({ path = path, size: paxSize = paxSize } = paxFields(meta));
      continue;
    }
    const body = new EntryBody(reader, size);
    if (type === '0' || type === '\0' || type === '7') yield { path: path ?? pathOf(head), body };
    else if (BARE.has(type)) yield { path: path ?? pathOf(head), body, isBare: true };
    await body.finish();
    if (type !== 'K' && type !== 'g') {
      path = undefined;
      paxSize = undefined;
    }
  }
}

/** The bytes of one entry, which end with it. */
class EntryBody implements Chunks {
  readonly #reader: ByteReader;
  readonly #padding: number;
  #left: number;

  constructor(reader: ByteReader, size: number) {
    this.#reader = reader;
    this.#left = size;
    this.#padding = (BLOCK - (size % BLOCK)) % BLOCK;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    while (this.#left > 0) {
      const some = await this.#reader.some(this.#left);
      if (some === undefined) throw new UnpackError('the archive is cut off');
      this.#left -= some.length;
      yield some;
    }
  }

  /** Steps over what was not read. */
  async finish(): Promise<void> {
    let left = this.#left + this.#padding;
    this.#left = 0;
    while (left > 0) {
      const some = await this.#reader.some(left);
      if (some === undefined) throw new UnpackError('the archive is cut off');
      left -= some.length;
    }
  }
}

async function metaText(reader: ByteReader, size: number): Promise<string> {
  if (size > MAX_META_BYTES) throw new UnpackError('an entry of the archive is broken');
  const padded = Math.ceil(size / BLOCK) * BLOCK;
  const bytes = await reader.take(padded);
  if (bytes.length < padded) throw new UnpackError('the archive is cut off');
  return bytes.toString('utf8', 0, size);
}

/** Records `LENGTH KEY=VALUE\n`; the length counts bytes, and values may hold line breaks. */
function paxFields(meta: string): { path?: string; size?: number } {
  const bytes = Buffer.from(meta);
  const fields: { path?: string; size?: number } = {};
  for (let at = 0; at < bytes.length;) {
    const space = bytes.indexOf(SPACE, at);
    const length = Number(bytes.toString('latin1', at, space));
    if (space === -1 || !Number.isSafeInteger(length) || length <= space - at) break;
    const record = bytes.toString('utf8', space + 1, at + length - 1);
    if (record.startsWith('path=')) fields.path = record.slice('path='.length);
    if (/^size=\d+$/.test(record)) fields.size = Number(record.slice('size='.length));
    at += length;
  }
  return fields;
}

function pathOf(head: Uint8Array): string {
  const prefix = text(head, MAGIC) === 'ustar' && head[262] === 0 ? text(head, PREFIX) : '';
  return prefix === '' ? text(head, NAME) : `${prefix}/${text(head, NAME)}`;
}

/** Octal digits, or for large sizes GNU's base 256, marked by the first bit. */
function sizeOf(head: Uint8Array): number {
  const [start, end] = SIZE;
  const first = head[start] as number;
  let size = 0;
  if ((first & 0x80) === 0) {
    const digits = text(head, SIZE).trim();
    size = digits === '' ? 0 : /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
  } else {
    size = first & 0x7f;
    for (let at = start + 1; at < end; at++) size = size * 256 + (head[at] as number);
  }
  if (!Number.isSafeInteger(size)) throw new UnpackError('an entry of the archive is broken');
  return size;
}

function hasChecksum(head: Uint8Array): boolean {
  const [start, end] = CHECKSUM;
  let sum = 0;
  for (let at = 0; at < BLOCK; at++) sum += at >= start && at < end ? SPACE : (head[at] as number);
  return Number.parseInt(text(head, CHECKSUM), 8) === sum;
}

function text(head: Uint8Array, [start, end]: Field): string {
  const bytes = Buffer.from(head.buffer, head.byteOffset + start, end - start);
  const zero = bytes.indexOf(0);
  return bytes.toString('utf8', 0, zero === -1 ? bytes.length : zero);
}
