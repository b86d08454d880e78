// A segment of etcd's write-ahead log: which entries it holds, so that a database that lags behind is not taken for the whole.
// go.etcd.io/etcd/server/v3/storage/wal/decoder.go
import { readFields } from '@watertight/encryption';
import { uint64 } from './bbolt/bytes.ts';
import { readFully } from './bbolt/page-file.ts';

const LENGTH_BYTES = 8;
const LENGTH_MASK = 2 ** 56;
const PADDED = 0x80;
const PADDING_MASK = 0x7;
/** Bytes of a record; etcd refuses requests above 1.5 MiB unless told otherwise. */
const RECORD_BYTES_MAX = 64 * 1024 * 1024;

/** `walpb.Record`: 1 type, 3 data. `raftpb.Entry`: 3 index, 4 data. */
const ENTRY = 2;

/** The index of the last entry; undefined where there is none. A torn record at the end, which a crash leaves, ends the segment. */
export function lastEntryIndex(descriptor: number, size: number): number | undefined {
  let last: number | undefined;
  const head = new Uint8Array(LENGTH_BYTES);
  for (let at = 0; readFully(descriptor, head, at, LENGTH_BYTES) === LENGTH_BYTES;) {
    const high = head[LENGTH_BYTES - 1] ?? 0;
    const length = uint64(Uint8Array.of(...head.subarray(0, LENGTH_BYTES - 1), 0), 0) % LENGTH_MASK;
    const padding = high >= PADDED ? high & PADDING_MASK : 0;
    if (length === 0 || length > Math.min(RECORD_BYTES_MAX, size - at - LENGTH_BYTES)) break;
    const bytes = new Uint8Array(length);
    if (readFully(descriptor, bytes, at + LENGTH_BYTES, length) < length) break;
    const index = entryIndex(bytes);
    if (index === 'broken') break;
    last = index ?? last;
    at += LENGTH_BYTES + length + padding;
  }
  return last;
}

function entryIndex(record: Uint8Array): number | 'broken' | undefined {
  let type = 0;
  let data: Uint8Array | undefined;
  const isRecord = readFields(record, (field, value) => {
    if (field === 1 && typeof value === 'number') type = value;
    if (field === 3 && typeof value !== 'number') data = value;
  });
  if (!isRecord) return 'broken';
  if (type !== ENTRY || data === undefined) return undefined;
  let index: number | undefined;
  const isEntry = readFields(data, (field, value) => {
    if (field === 3 && typeof value === 'number') index = value;
  });
  return isEntry ? index : 'broken';
}
