// Writes a bbolt file with etcd's buckets, page by page, for what a real etcd cannot be made to write in a test's time.
import { closeSync, openSync, writeSync } from 'node:fs';

export interface Pair {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
}

/** What of the file is not as usual. */
export interface BoltShape {
  /** Bytes; 4096 unless given. */
  readonly pageSize?: number;
  /** Written after the tree, in pages that nothing refers to. */
  readonly free?: readonly Uint8Array[];
  /** Commits before; none unless given. */
  readonly commits?: number;
}

const HEADER = 16;
const ELEMENT = 16;
const BRANCH = 1;
const LEAF = 2;
const META = 4;
const FREELIST_NONE = 0xffff_ffff_ffff_ffffn;

interface Ref {
  readonly key: Uint8Array;
  readonly page: number;
}

/** `pairs` are those of the bucket `key`, sorted; `meta` those of the bucket `meta`. Overwrites the file. */
export function writeBoltFile(
  file: string,
  pairs: Iterable<Pair>,
  meta: readonly Pair[] = [],
  shape: BoltShape = {},
): void {
  const descriptor = openSync(file, 'w');
  try {
    const writer = new PageWriter(descriptor, shape.pageSize ?? 4096);
    const keys = writer.tree(pairs);
    const inline = leafPage(0, meta, 0);
    const buckets: Pair[] = [
      { key: Buffer.from('key'), value: bucket(keys, Buffer.alloc(0)) },
      { key: Buffer.from('meta'), value: bucket(0, inline) },
    ];
    const root = writer.leaf(buckets);
    for (const bytes of shape.free ?? []) writer.raw(bytes);
    writer.finish(root, shape.commits ?? 0);
  } finally {
    closeSync(descriptor);
  }
}

/** A bucket's value: root page and sequence, then the page itself while it is small. */
function bucket(root: number, inline: Buffer): Buffer {
  const head = Buffer.alloc(HEADER);
  head.writeBigUInt64LE(BigInt(root), 0);
  return Buffer.concat([head, inline]);
}

function pageHead(id: number, flags: number, count: number, overflow: number): Buffer {
  const head = Buffer.alloc(HEADER);
  head.writeBigUInt64LE(BigInt(id), 0);
  head.writeUInt16LE(flags, 8);
  head.writeUInt16LE(count, 10);
  head.writeUInt32LE(overflow, 12);
  return head;
}

const BUCKETS: ReadonlySet<string> = new Set(['key', 'meta']);

function leafPage(id: number, pairs: readonly Pair[], overflow: number): Buffer {
  const elements = Buffer.alloc(pairs.length * ELEMENT);
  let at = elements.length;
  for (const [index, { key, value }] of pairs.entries()) {
    const start = index * ELEMENT;
    elements.writeUInt32LE(BUCKETS.has(Buffer.from(key).toString('latin1')) ? 1 : 0, start);
    elements.writeUInt32LE(at - start, start + 4);
    elements.writeUInt32LE(key.length, start + 8);
    elements.writeUInt32LE(value.length, start + 12);
    at += key.length + value.length;
  }
  const contents = pairs.flatMap(({ key, value }) => [key, value]);
  return Buffer.concat([pageHead(id, LEAF, pairs.length, overflow), elements, ...contents]);
}

class PageWriter {
  readonly #descriptor: number;
  readonly #pageSize: number;
  #next = 2;

  constructor(descriptor: number, pageSize: number) {
    this.#descriptor = descriptor;
    this.#pageSize = pageSize;
  }

  /** The root page of a tree of the pairs. */
  tree(pairs: Iterable<Pair>): number {
    let level: Ref[] = [];
    let held: Pair[] = [];
    let size = HEADER;
    for (const pair of pairs) {
      const more = ELEMENT + pair.key.length + pair.value.length;
      if (held[0] !== undefined && size + more > this.#pageSize) {
        level.push({ key: held[0].key, page: this.leaf(held) });
        held = [];
        size = HEADER;
      }
      held.push({ key: Uint8Array.from(pair.key), value: Uint8Array.from(pair.value) });
      size += more;
    }
    level.push({ key: held[0]?.key ?? new Uint8Array(), page: this.leaf(held) });
    while (level.length > 1) level = this.#branches(level);
    return level[0]?.page ?? 0;
  }

  leaf(pairs: readonly Pair[]): number {
    const length = pairs.reduce((sum, { key, value }) => sum + ELEMENT + key.length + value.length, HEADER);
    return this.#write((id, overflow) => leafPage(id, pairs, overflow), length);
  }

  /** Bytes in pages of their own. */
  raw(bytes: Uint8Array): void {
    this.#write(() => Buffer.from(bytes), bytes.length);
  }

  finish(root: number, commits: number): void {
    for (const place of [0, 1]) {
      const page = Buffer.concat([pageHead(place, META, 0, 0), this.#meta(root, commits + place)]);
      writeSync(this.#descriptor, page, 0, page.length, place * this.#pageSize);
    }
  }

  #branches(level: readonly Ref[]): Ref[] {
    const perPage = Math.floor((this.#pageSize - HEADER) / (ELEMENT + (level[0]?.key.length ?? 0) + 1));
    const above: Ref[] = [];
    for (let at = 0; at < level.length; at += perPage) {
      const refs = level.slice(at, at + perPage);
      above.push({
        key: refs[0]?.key ?? new Uint8Array(),
        page: this.#write((id) => branchPage(id, refs), this.#pageSize),
      });
    }
    return above;
  }

  #write(page: (id: number, overflow: number) => Buffer, length: number): number {
    const id = this.#next;
    const count = Math.max(1, Math.ceil(length / this.#pageSize));
    this.#next += count;
    const bytes = Buffer.alloc(count * this.#pageSize);
    page(id, count - 1).copy(bytes);
    writeSync(this.#descriptor, bytes, 0, bytes.length, id * this.#pageSize);
    return id;
  }

  #meta(root: number, transaction: number): Buffer {
    const meta = Buffer.alloc(64);
    meta.writeUInt32LE(0xed0cdaed, 0);
    meta.writeUInt32LE(2, 4);
    meta.writeUInt32LE(this.#pageSize, 8);
    meta.writeBigUInt64LE(BigInt(root), 16);
    meta.writeBigUInt64LE(FREELIST_NONE, 32);
    meta.writeBigUInt64LE(BigInt(this.#next), 40);
    meta.writeBigUInt64LE(BigInt(transaction), 48);
    let hash = 0xcbf29ce484222325n;
    for (const byte of meta.subarray(0, 56)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
    meta.writeBigUInt64LE(hash, 56);
    return meta;
  }
}

function branchPage(id: number, refs: readonly Ref[]): Buffer {
  const elements = Buffer.alloc(refs.length * ELEMENT);
  let at = elements.length;
  for (const [index, { key, page }] of refs.entries()) {
    const start = index * ELEMENT;
    elements.writeUInt32LE(at - start, start);
    elements.writeUInt32LE(key.length, start + 4);
    elements.writeBigUInt64LE(BigInt(page), start + 8);
    at += key.length;
  }
  return Buffer.concat([pageHead(id, BRANCH, refs.length, 0), elements, ...refs.map(({ key }) => key)]);
}
