// A bbolt file read page by page from where it stands on the disk: never more of it in memory than one page with what overflows it.
import { fstatSync, readSync } from 'node:fs';
import { uint16, uint32, uint64 } from './bytes.ts';
import { newestMeta } from './meta.ts';
import type { Meta } from './meta.ts';
import { PageSet } from './page-set.ts';

/** Where something is wrong with a file; the rest of it is read all the same. */
export interface BrokenPlace {
  readonly page: number;
  /** Byte in the file. */
  readonly offset: number;
  readonly reason: string;
}

/** A page's own bytes are a view that the next page overwrites. */
export interface Page {
  readonly id: number;
  readonly kind: 'branch' | 'leaf';
  readonly count: number;
  /** With the header, and with the pages that continue it. */
  readonly bytes: Uint8Array;
}

const HEADER = 16;
const BRANCH = 1;
const LEAF = 2;
/** Bytes of one page with all that overflows it. etcd refuses requests above 1.5 MiB unless told otherwise. */
export const PAGE_BYTES_MAX = 64 * 1024 * 1024;

/** Broken places that are shown one by one. */
const BROKEN_KEPT = 20;

export class PageFile {
  readonly meta: Meta;
  /** Bytes of the file that pages may lie in. */
  readonly size: number;
  /** Pages that were reached, with those that continue them. */
  readonly reached: PageSet;
  /** The first of them: a file may be made to have any number. */
  readonly broken: BrokenPlace[] = [];
  readonly #descriptor: number;
  #buffer: Buffer;
  #brokenCount = 0;

  private constructor(descriptor: number, meta: Meta, size: number) {
    this.#descriptor = descriptor;
    this.meta = meta;
    this.size = size;
    this.reached = new PageSet(Math.ceil(size / meta.pageSize));
    this.#buffer = Buffer.allocUnsafe(meta.pageSize);
  }

  /** Undefined where it is no bbolt file. The descriptor stays the caller's, who closes it. Throws the system's error. */
  static open(descriptor: number): PageFile | undefined {
    const meta = metaOf(descriptor);
    return meta === undefined ? undefined : new PageFile(descriptor, meta, fstatSync(descriptor).size);
  }

  /** The newest commit as the file has it now: another one than at the start where somebody writes to it. */
  metaNow(): Meta | undefined {
    return metaOf(this.#descriptor);
  }

  /** Undefined where there is no such page, or it is none of a tree, or was reached before: that is then in `broken`. */
  page(id: number): Page | undefined {
    const { pageSize, pages } = this.meta;
    if (id < 2 || id >= pages) return this.#fault(id, 'it lies outside of the tree');
    if (this.#read(id * pageSize, pageSize) < pageSize) return this.#fault(id, 'the file ends before it');
    const head = this.#buffer;
    const flags = uint16(head, 8);
    const count = uint16(head, 10);
    const length = (uint32(head, 12) + 1) * pageSize;
    if (uint64(head, 0) !== id) return this.#fault(id, 'it says that it is another page');
    if (flags !== BRANCH && flags !== LEAF) return this.#fault(id, 'it is neither a branch nor a leaf');
    if (length > PAGE_BYTES_MAX) return this.#fault(id, `it is longer than ${PAGE_BYTES_MAX} bytes`);
    if (length > pageSize && this.#read(id * pageSize, length) < length)
      return this.#fault(id, 'the file ends within it');
    if (!this.reached.add(id, length / pageSize)) return this.#fault(id, 'it is reached twice');
    return { id, kind: flags === LEAF ? 'leaf' : 'branch', count, bytes: this.#buffer.subarray(0, length) };
  }

  /** For what is wrong inside of a page. */
  reportAt(page: number, offset: number, reason: string): void {
    this.#brokenCount++;
    if (this.broken.length < BROKEN_KEPT)
      this.broken.push({ page, offset: page * this.meta.pageSize + offset, reason });
  }

  get brokenCount(): number {
    return this.#brokenCount;
  }

  #fault(page: number, reason: string): undefined {
    this.reportAt(page, 0, reason);
    return undefined;
  }

  /** Bytes that were there. */
  #read(position: number, length: number): number {
    if (this.#buffer.length < length) this.#buffer = Buffer.allocUnsafe(length);
    return readFully(this.#descriptor, this.#buffer, position, length);
  }
}

/** Reads until `length` bytes are there or the file ends. Throws the system's error. */
export function readFully(descriptor: number, into: Uint8Array, position: number, length: number): number {
  let done = 0;
  while (done < length) {
    const read = readSync(descriptor, into, done, length - done, position + done);
    if (read === 0) break;
    done += read;
  }
  return done;
}

function metaOf(descriptor: number): Meta | undefined {
  return newestMeta((position, length) => {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readFully(descriptor, bytes, position, length));
  });
}

export const PAGE_HEADER_BYTES = HEADER;
