// One stream of bytes to read: a file, standard input, or what a renderer printed.
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { addAbortSignal } from 'node:stream';
import type { Readable } from 'node:stream';
import type { ShownSource } from './file-coverage.ts';
import { CHUNK_BYTES } from './limits.ts';
import type { Rendered } from './render.ts';
import type { FoundFile } from './walk.ts';

/** Where bytes come from. A chunk may be written over once the next one is asked for. */
export interface ByteSource extends ShownSource {
  /** Set when the bytes can be read again by this path. */
  readonly path?: string;
  /** Why an unrendered template in it is not read. */
  readonly unrendered?: string;
  readonly open: () => Promise<OpenSource>;
}

export interface OpenSource {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Bytes, where known beforehand. */
  readonly size: number;
  readonly close: () => Promise<void>;
}

export function fileSource(file: FoundFile & { readonly unrendered?: string }, signal?: AbortSignal): ByteSource {
  const { shown, argument, path, regular, unrendered } = file;
  const again = regular ? { path } : {};
  return {
    shown,
    argument,
    ...again,
    ...(unrendered === undefined ? {} : { unrendered }),
    open: () => openFile(path, regular, signal),
  };
}

export function renderedSource({ shown, argument, bytes }: Rendered): ByteSource {
  return {
    shown,
    argument,
    open: () => Promise.resolve({ chunks: once(bytes), size: bytes.length, close: async () => {} }),
  };
}

export function stdinSource(stdin: () => Readable, signal?: AbortSignal): ByteSource {
  return {
    shown: '-',
    argument: '-',
    open: () => Promise.resolve({ chunks: bytesOf(abortable(stdin(), signal)), size: 0, close: async () => {} }),
  };
}

async function openFile(path: string, regular: boolean, signal?: AbortSignal): Promise<OpenSource> {
  const file = await open(path);
  const size = regular ? (await file.stat()).size : 0;
  return {
    chunks: regular ? chunksOf(file) : bytesOf(abortable(file.createReadStream({ autoClose: false }), signal)),
    size,
    close: async () => {
      await file.close();
    },
  };
}

/** Two buffers for the whole file, one read while the other is used: a list of any size takes the memory of its largest item. */
async function* chunksOf(file: FileHandle): AsyncGenerator<Uint8Array> {
  const read = (buffer: Uint8Array): Promise<Uint8Array> =>
    file.read(buffer, 0, CHUNK_BYTES, null).then(({ bytesRead }) => buffer.subarray(0, bytesRead));
  let free = new Uint8Array(CHUNK_BYTES);
  let next = read(new Uint8Array(CHUNK_BYTES));
  try {
    for (;;) {
      const chunk = await next;
      if (chunk.length === 0) return;
      next = read(free);
      yield chunk;
      free = new Uint8Array(chunk.buffer as ArrayBuffer);
    }
  } finally {
    // The file may be closed only when nothing reads it any more.
    await next.catch(() => {});
  }
}

async function* bytesOf(stream: Readable): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream) yield typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** A stream may wait for its writer for ever: aborting ends it. */
function abortable(stream: Readable, signal: AbortSignal | undefined): Readable {
  return signal === undefined ? stream : addAbortSignal(signal, stream);
}
