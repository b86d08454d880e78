// A bbolt file's first two pages: which of them counts, and where it says the tree begins.
// go.etcd.io/bbolt/internal/common/meta.go
import { uint32, uint64 } from './bytes.ts';

export interface Meta {
  /** Bytes. */
  readonly pageSize: number;
  /** Root page of the bucket that holds the buckets. */
  readonly root: number;
  /** Undefined where free pages are not written down, as etcd has it since 3.4. */
  readonly freelist: number | undefined;
  /** The first page that was never in use. */
  readonly pages: number;
  /** Counts commits; the higher of the two pages is the newer one. */
  readonly transaction: number;
}

const HEADER = 16;
const MAGIC = 0xed0cdaed;
const VERSION = 2;
const CHECKED = 56;
const META_BYTES = HEADER + CHECKED + 8;
const PAGE_SIZE_MIN = 1024;
const PAGE_SIZE_MAX = 65_536;
const NO_FREELIST = 0xffff_ffff;

const FNV_OFFSET = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;

/** `read` gives up to so many bytes from a position. Undefined where neither page is whole: the file is no bbolt file, or was cut. */
export function newestMeta(read: (position: number, length: number) => Uint8Array): Meta | undefined {
  const first = metaOf(read(0, META_BYTES));
  // Without the first page its size is not known, and so not where the second one is; each size that may be is tried.
  const sizes: number[] = [];
  for (let size = PAGE_SIZE_MIN; size <= PAGE_SIZE_MAX; size *= 2) sizes.push(size);
  const second = (first === undefined ? sizes : [first.pageSize])
    .map((size) => ({ size, meta: metaOf(read(size, META_BYTES)) }))
    .find(({ size, meta }) => meta?.pageSize === size)?.meta;
  if (first === undefined || second === undefined) return first ?? second;
  return second.transaction > first.transaction ? second : first;
}

function metaOf(bytes: Uint8Array): Meta | undefined {
  if (bytes.length < META_BYTES) return undefined;
  const at = HEADER;
  const pageSize = uint32(bytes, at + 8);
  const isMeta = uint32(bytes, at) === MAGIC && uint32(bytes, at + 4) === VERSION;
  const isSize = pageSize >= PAGE_SIZE_MIN && pageSize <= PAGE_SIZE_MAX && Number.isInteger(Math.log2(pageSize));
  if (!isMeta || !isSize || !isChecked(bytes.subarray(at, at + CHECKED + 8))) return undefined;
  const isFreelistKept = uint32(bytes, at + 32) !== NO_FREELIST || uint32(bytes, at + 36) !== NO_FREELIST;
  return {
    pageSize,
    root: uint64(bytes, at + 16),
    freelist: isFreelistKept ? uint64(bytes, at + 32) : undefined,
    pages: uint64(bytes, at + 40),
    transaction: uint64(bytes, at + 48),
  };
}

/** FNV-1a of 64 bits over all that stands before it. */
function isChecked(meta: Uint8Array): boolean {
  let hash = FNV_OFFSET;
  for (const byte of meta.subarray(0, CHECKED)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * FNV_PRIME);
  const low = Number(hash & 0xffff_ffffn);
  return low === uint32(meta, CHECKED) && Number(hash >> 32n) === uint32(meta, CHECKED + 4);
}
