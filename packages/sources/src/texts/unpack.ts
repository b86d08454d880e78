// Opens compressed bytes as a stream within a budget.
import { pipeline, Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import type { ArchiveBudget } from './archive-budget.ts';
import { UnpackError } from './archive-budget.ts';
import type { Chunks } from './byte-reader.ts';

export type Packing = 'gzip' | 'zstd';

const MAGIC: readonly (readonly [Packing, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b, 8]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
];

const NOT_UNPACKED: readonly (readonly [string, readonly number[]])[] = [
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['RAR', [0x52, 0x61, 0x72, 0x21, 0x1a, 7]],
  ['LZ4', [4, 0x22, 0x4d, 0x18]],
  ['compress', [0x1f, 0x9d]],
];
/** What follows `BZh` and a digit: the magic of the first block, or of the end of what is empty. */
const BZIP2_BLOCK = /^BZh[1-9](?:1AY&SY|\x17rE8P\x90)/;

/** The name of a packing that is known and not opened. */
export function unopenedPacking(head: Uint8Array): string | undefined {
  const name = nameIn(NOT_UNPACKED, head);
  if (name === 'bzip2' && !BZIP2_BLOCK.test(Buffer.from(head.subarray(0, 10)).toString('latin1'))) return undefined;
  return name;
}

/** How the bytes are packed, by the first of them. */
export function packingOf(head: Uint8Array): Packing | undefined {
  return nameIn(MAGIC, head);
}

function nameIn<Name>(magics: readonly (readonly [Name, readonly number[]])[], head: Uint8Array): Name | undefined {
  return magics.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte))?.[0];
}

/** The bytes unpacked. Throws `UnpackError` where they are broken, cut off, or more than the budget has. */
export async function* unpacked(chunks: Chunks, packing: Packing, budget: ArchiveBudget): AsyncGenerator<Uint8Array> {
  const unpack = packing === 'gzip' ? createGunzip() : createZstdDecompress();
  // Errors come out of `unpack` below; the pipeline ends the source when nobody reads any more.
  pipeline(Readable.from(copies(chunks)), unpack, () => {});
  yield* bounded(unpack, budget);
}

/** What a decompressor gives, counted; its own errors become ours. */
export async function* bounded(stream: Chunks, budget: ArchiveBudget): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stream) {
      budget.takeBytes(chunk.length);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof UnpackError || !isOfZlib(error)) throw error;
    throw new UnpackError('the compressed data is broken or cut off');
  }
}

function isOfZlib(error: unknown): boolean {
  return /^(?:Z_|ZSTD_|ERR_)/.test((error as NodeJS.ErrnoException).code ?? '');
}

/** A source may write a chunk over when the next one is asked for, and a stream asks early. */
async function* copies(chunks: Chunks): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}
