// etcd's own layer in a bbolt file: the bucket `key` from revisions to key-value pairs, tombstones included.
// go.etcd.io/etcd/server/v3/storage/mvcc/revision.go, go.etcd.io/etcd/api/v3/mvccpb/kv.proto
import { readFields } from '@watertight/encryption';
import { uint64BigEndian } from './bbolt/bytes.ts';
import type { PageFile } from './bbolt/page-file.ts';
import { bucketItems, bucketOf, itemsBackwards } from './bbolt/tree.ts';
import type { Bucket, Item } from './bbolt/tree.ts';
import { KeySet } from './key-set.ts';
import type { StoredRevision } from './stored-revision.ts';

const KEY_BUCKET = 'key';
/** Main revision, an underscore, sub revision; then `t` where the key was deleted. */
const REVISION_BYTES = 17;
const UNDERSCORE = 0x5f;
const TOMBSTONE = 0x74;

/** Bucket by bucket of the file; undefined values are buckets that say too little of themselves. */
export function bucketsOf(file: PageFile): Map<string, Bucket> {
  const buckets = new Map<string, Bucket>();
  for (const item of itemsBackwards(file, file.meta.root)) {
    const bucket = bucketOf(item);
    if (bucket === undefined) file.reportAt(item.page, item.offset, 'it is no bucket');
    else buckets.set(Buffer.from(item.key).toString('utf8'), bucket);
  }
  return buckets;
}

/** The newest revision first. What is broken is in `file.broken`. */
export function* storedRevisions(file: PageFile, buckets: ReadonlyMap<string, Bucket>): Generator<StoredRevision> {
  const bucket = buckets.get(KEY_BUCKET);
  if (bucket === undefined) return;
  const seen = new KeySet();
  for (const item of bucketItems(file, bucket)) {
    const found = pairOf(item);
    if (typeof found === 'string') {
      file.reportAt(item.page, item.offset, found);
      continue;
    }
    const isNewest = seen.add(found.key);
    if (found.isTombstone) continue;
    const { key, value, revision } = found;
    yield {
      key: Buffer.from(key.buffer, key.byteOffset, key.length).toString('utf8'),
      value,
      revision,
      isCurrent: isNewest,
    };
  }
}

interface Pair {
  readonly key: Uint8Array;
  readonly value: Uint8Array;
  readonly revision: number;
  readonly isTombstone: boolean;
}

/** `mvccpb.KeyValue`: 1 key, 5 value. A text says why it is none. */
function pairOf({ key: revisionBytes, value: bytes }: Item): Pair | string {
  const revision = revisionOf(revisionBytes);
  if (revision === undefined) return 'a key is no revision';
  let key: Uint8Array | undefined;
  let value: Uint8Array = new Uint8Array();
  const isMessage = readFields(bytes, (field, found) => {
    if (typeof found === 'number') return;
    if (field === 1) key = found;
    if (field === 5) value = found;
  });
  if (!isMessage || key === undefined) return 'a value is no key-value pair';
  return { key, value, ...revision };
}

function revisionOf(bytes: Uint8Array): Pick<Pair, 'revision' | 'isTombstone'> | undefined {
  const isTombstone = bytes.length === REVISION_BYTES + 1 && bytes[REVISION_BYTES] === TOMBSTONE;
  if ((bytes.length !== REVISION_BYTES && !isTombstone) || bytes[8] !== UNDERSCORE) return undefined;
  const revision = uint64BigEndian(bytes, 0);
  return Number.isSafeInteger(revision) ? { revision, isTombstone } : undefined;
}
