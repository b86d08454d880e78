// A snapshot's file: a database, and behind it the SHA-256 that etcdctl and etcdutl put there.
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Coverage } from '@watertight/engine';
import { readFully } from './bbolt/page-file.ts';
import type { EtcdSettings, EtcdStore } from './etcd-store.ts';
import type { Residue } from './residue.ts';
import { ResidueScan } from './residue-scan.ts';
import { StoreFile } from './store-file.ts';
import type { StoredRevision } from './stored-revision.ts';

const HASH_BYTES = 32;
/** A database is whole pages, so a rest of this length is the hash: as etcdutl tells it. */
const SECTOR = 512;

export class SnapshotStore implements EtcdStore {
  readonly name: string;
  readonly #store: StoreFile;
  readonly #settings: EtcdSettings;
  #isHashRight: boolean | undefined;

  /** Throws `ClusterError` where the file is no database. */
  constructor(file: string, settings: EtcdSettings) {
    this.name = file;
    this.#store = StoreFile.open(file);
    this.#settings = settings;
  }

  get revision(): number {
    return this.#store.revision;
  }

  values(): AsyncGenerator<StoredRevision> {
    return this.#store.values(this.#settings.signal);
  }

  async residue(): Promise<Residue> {
    const { prefix, canary, signal } = this.#settings;
    const scan = new ResidueScan(prefix, canary);
    const { scanned } = this.#store;
    const hashed = scanned.size % SECTOR === HASH_BYTES ? scanned.size - HASH_BYTES : undefined;
    const hash = createHash('sha256');
    let done = 0;
    const onPiece = (bytes: Uint8Array): void => {
      if (hashed !== undefined && done < hashed) hash.update(bytes.subarray(0, hashed - done));
      done += bytes.length;
    };
    for (const _ of scan.scan(scanned, onPiece)) {
      await nextTurn();
      signal?.throwIfAborted();
    }
    if (hashed !== undefined) this.#isHashRight = hash.digest().equals(this.#hashAt(hashed));
    return scan.residue;
  }

  get coverage(): readonly Coverage[] {
    const said = { source: this.name, what: 'snapshot checksum', file: this.name } as const;
    const wrong: Coverage = { ...said, state: 'partial', reason: 'the checksum is wrong: the file was cut or changed' };
    return [...this.#store.coverage, ...(this.#isHashRight === false ? [wrong] : [])];
  }

  get isComplete(): boolean {
    return this.#store.coverage.every(({ state }) => state === 'read');
  }

  close(): Promise<void> {
    this.#store.close();
    return Promise.resolve();
  }

  #hashAt(position: number): Buffer {
    const bytes = Buffer.alloc(HASH_BYTES);
    readFully(this.#store.descriptor, bytes, position, HASH_BYTES);
    return bytes;
  }
}
