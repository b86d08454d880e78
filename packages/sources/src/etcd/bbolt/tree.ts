// Walks a bucket's tree from its last key to its first, so that the newest revision of a key comes before its older ones.
// go.etcd.io/bbolt/internal/common/page.go
import { uint32, uint64 } from './bytes.ts';
import { PAGE_HEADER_BYTES } from './page-file.ts';
import type { Page, PageFile } from './page-file.ts';

/** A key with its value. Both are views that stand until the next item is asked for. */
export interface Item {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly isBucket: boolean;
  readonly page: number;
  /** Byte in the page. */
  readonly offset: number;
}

const ELEMENT = 16;
const BUCKET_FLAG = 1;
const BUCKET_HEADER = 16;
/** A tree of 2^64 keys with two to a page is no deeper. */
const DEPTH_MAX = 64;

/** Items of the tree below a page, last key first. What cannot be read is in `file.broken`, and the walk goes on beside it. */
export function* itemsBackwards(file: PageFile, root: number): Generator<Item> {
  // Pages still to be read, the next one last, with their depth.
  const waiting: [page: number, depth: number][] = [[root, 0]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [id, depth] = next;
    const page = file.page(id);
    if (page === undefined) continue;
    if (page.kind === 'leaf') yield* leafItems(page, (at, reason) => file.reportAt(id, at, reason));
    else if (depth >= DEPTH_MAX) file.reportAt(id, 0, 'the tree is too deep');
    else for (const child of children(page, file)) waiting.push([child, depth + 1]);
  }
}

/** Page numbers in the order of their keys. */
function children({ id, bytes, count }: Page, file: PageFile): number[] {
  const found: number[] = [];
  for (let at = 0; at < count; at++) {
    const start = PAGE_HEADER_BYTES + at * ELEMENT;
    if (start + ELEMENT > bytes.length) {
      file.reportAt(id, start, 'it holds fewer branches than it says');
      break;
    }
    found.push(uint64(bytes, start + 8));
  }
  return found;
}

/** Items of one leaf, last key first; `report` takes the byte in the page. */
function* leafItems(
  { id, bytes, count }: Pick<Page, 'id' | 'bytes' | 'count'>,
  report: (offset: number, reason: string) => void,
): Generator<Item> {
  const held = Math.min(count, Math.floor((bytes.length - PAGE_HEADER_BYTES) / ELEMENT));
  if (held < count) report(PAGE_HEADER_BYTES, 'it holds fewer keys than it says');
  for (let at = held - 1; at >= 0; at--) {
    const element = PAGE_HEADER_BYTES + at * ELEMENT;
    const start = element + uint32(bytes, element + 4);
    const middle = start + uint32(bytes, element + 8);
    const end = middle + uint32(bytes, element + 12);
    if (end > bytes.length) {
      report(element, 'a key or value reaches beyond its page');
      continue;
    }
    const isBucket = (uint32(bytes, element) & BUCKET_FLAG) !== 0;
    yield {
      key: bytes.subarray(start, middle),
      value: bytes.subarray(middle, end),
      isBucket,
      page: id,
      offset: element,
    };
  }
}

/** Where the items of a bucket are: a tree of its own, or, while it is small, in the item that names it. */
export type Bucket = { readonly root: number } | { readonly inline: Item };

/** What an item says of the bucket that it names; undefined where it says too little. */
export function bucketOf(item: Item): Bucket | undefined {
  const { value } = item;
  if (!item.isBucket || value.length < BUCKET_HEADER) return undefined;
  const root = uint64(value, 0);
  if (root !== 0) return { root };
  if (value.length < BUCKET_HEADER + PAGE_HEADER_BYTES) return undefined;
  return { inline: { ...item, key: new Uint8Array(), value: Uint8Array.from(value) } };
}

/** Items of a bucket, last key first. */
export function* bucketItems(file: PageFile, bucket: Bucket): Generator<Item> {
  if ('root' in bucket) {
    yield* itemsBackwards(file, bucket.root);
    return;
  }
  const { value, page, offset } = bucket.inline;
  const bytes = value.subarray(BUCKET_HEADER);
  yield* leafItems({ id: page, bytes, count: (bytes[10] ?? 0) + (bytes[11] ?? 0) * 0x100 }, (at, reason) =>
    file.reportAt(page, offset + at, reason),
  );
}
