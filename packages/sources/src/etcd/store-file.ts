// An etcd database file, read where it stands: values first, then all bytes that no value was read from.
import { closeSync, openSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Coverage } from '@watertight/engine';
import { ClusterError } from '../cluster/cluster-error.ts';
import { reasonOf } from '../system/failure.ts';
import { uint64BigEndian } from './bbolt/bytes.ts';
import { PageFile } from './bbolt/page-file.ts';
import { bucketItems } from './bbolt/tree.ts';
import type { Bucket } from './bbolt/tree.ts';
import { bucketsOf, storedRevisions } from './mvcc.ts';
import type { ScannedFile } from './residue-scan.ts';
import type { StoredRevision } from './stored-revision.ts';

/** Values between two turns of the event loop, so that Ctrl-C is heard. */
const TURN = 1000;
const KEY_BUCKET = 'key';
const META_BUCKET = 'meta';
const CONSISTENT_INDEX = 'consistent_index';

export class StoreFile {
  readonly name: string;
  readonly file: PageFile;
  readonly descriptor: number;
  /** The last entry of the log that is in the database; undefined where the file does not say. */
  readonly consistentIndex: number | undefined;
  readonly #buckets: ReadonlyMap<string, Bucket>;
  readonly #revisions: Generator<StoredRevision>;
  readonly #first: IteratorResult<StoredRevision>;
  /** Somebody wrote to it while its values were read: pages may have been given to other uses. */
  #isWritten = false;

  private constructor(name: string, descriptor: number, file: PageFile) {
    this.name = name;
    this.descriptor = descriptor;
    this.file = file;
    this.#buckets = bucketsOf(file);
    this.consistentIndex = consistentIndexOf(file, this.#buckets.get(META_BUCKET));
    this.#revisions = storedRevisions(file, this.#buckets);
    // The newest comes first, and its revision is the store's.
    this.#first = this.#revisions.next();
  }

  /** Throws `ClusterError` where the file cannot be opened or is no database. */
  static open(name: string): StoreFile {
    const descriptor = opened(name);
    const file = PageFile.open(descriptor);
    if (file !== undefined) return new StoreFile(name, descriptor, file);
    closeSync(descriptor);
    throw new ClusterError(
      'settings',
      `${name} is no database of etcd (bbolt)`,
      'Take a snapshot with etcdctl snapshot save FILE, or name the folder of --data-dir, which holds member/snap/db.',
    );
  }

  get revision(): number {
    return this.#first.done === true ? 0 : this.#first.value.revision;
  }

  /** The newest first, whatever their key. */
  async *values(signal?: AbortSignal): AsyncGenerator<StoredRevision> {
    let left = TURN;
    for (let next = this.#first; next.done !== true; next = this.#revisions.next()) {
      yield next.value;
      if (--left > 0) continue;
      left = TURN;
      await nextTurn();
      signal?.throwIfAborted();
    }
    this.#reachAll();
    this.#isWritten = this.file.metaNow()?.transaction !== this.file.meta.transaction;
  }

  /** After the values. */
  get scanned(): ScannedFile {
    const { pageSize } = this.file.meta;
    const placeOf = (offset: number): 'free-page' | undefined =>
      this.file.reached.has(Math.floor(offset / pageSize)) ? undefined : 'free-page';
    return { descriptor: this.descriptor, name: this.name, size: this.file.size, placeOf };
  }

  /** After the values: what could not be read, and whether somebody wrote to the file meanwhile. */
  get coverage(): Coverage[] {
    const { broken, brokenCount } = this.file;
    const said = { source: this.name, what: 'etcd database', file: this.name } as const;
    const places = broken.map(({ page, offset, reason }): Coverage => ({
      ...said,
      state: 'partial',
      reason: `malformed: page ${page} at byte ${offset}: ${reason}`,
    }));
    const more = brokenCount - places.length;
    const others: Coverage[] = [
      ...(more > 0 ? [{ ...said, state: 'partial' as const, reason: `malformed: ${more} more places` }] : []),
      ...(this.#isWritten
        ? [{ ...said, state: 'partial' as const, reason: 'etcd wrote to it while it was read: take a snapshot' }]
        : []),
      ...(this.#buckets.has(KEY_BUCKET) ? [] : [{ ...said, state: 'partial' as const, reason: 'it holds no keys' }]),
    ];
    const found = [...places, ...others];
    return found.length === 0 ? [{ ...said, state: 'read' }] : found;
  }

  close(): void {
    closeSync(this.descriptor);
  }

  /** So that what no bucket refers to is known to be free. */
  #reachAll(): void {
    for (const [name, bucket] of this.#buckets) {
      if (name === KEY_BUCKET || name === META_BUCKET) continue;
      for (const _ of bucketItems(this.file, bucket)) continue;
    }
  }
}

function consistentIndexOf(file: PageFile, meta: Bucket | undefined): number | undefined {
  let index: number | undefined;
  for (const { key, value } of meta === undefined ? [] : bucketItems(file, meta)) {
    const isIndex = Buffer.from(key).toString('latin1') === CONSISTENT_INDEX && value.length === 8;
    if (isIndex) index = uint64BigEndian(value, 0);
  }
  return index;
}

function opened(name: string): number {
  try {
    return openSync(name, 'r');
  } catch (error) {
    throw new ClusterError(
      'settings',
      `cannot read ${name}: ${reasonOf(error)}`,
      'Name a file that etcd wrote, and run as a user who may read it.',
    );
  }
}
