// A member's data folder, also of one that runs or has crashed: its database, and plain text in all files beside it.
import { closeSync, fstatSync, openSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Coverage } from '@watertight/engine';
import { ClusterError } from '../cluster/cluster-error.ts';
import { reasonOf } from '../system/failure.ts';
import type { EtcdSettings, EtcdStore } from './etcd-store.ts';
import type { Residue, ResiduePlace } from './residue.ts';
import { ResidueScan } from './residue-scan.ts';
import type { ScannedFile } from './residue-scan.ts';
import { StoreFile } from './store-file.ts';
import type { StoredRevision } from './stored-revision.ts';
import { lastEntryIndex } from './wal-file.ts';

const DATABASE = path.join('snap', 'db');
const LOG = '.wal';

export class DataFolderStore implements EtcdStore {
  readonly name: string;
  readonly #member: string;
  readonly #store: StoreFile;
  readonly #settings: EtcdSettings;
  readonly #read: Coverage[] = [];
  #lastEntry = 0;

  /** `folder` is etcd's `--data-dir`, or `member` in it. Throws `ClusterError` where there is no database. */
  constructor(folder: string, settings: EtcdSettings) {
    this.name = folder;
    this.#member = memberOf(folder);
    this.#store = StoreFile.open(path.join(this.#member, DATABASE));
    this.#settings = settings;
  }

  get revision(): number {
    return this.#store.revision;
  }

  async *values(): AsyncGenerator<StoredRevision> {
    yield* this.#store.values(this.#settings.signal);
    this.#readLog();
  }

  async residue(): Promise<Residue> {
    const { prefix, canary } = this.#settings;
    const scan = new ResidueScan(prefix, canary);
    await this.#scan(scan, this.#store.scanned);
    for (const file of this.#filesBeside()) {
      try {
        await this.#scanFile(scan, file);
        this.#read.push({ source: file, what: 'residue', state: 'read', file });
      } catch (error) {
        if (!isSystemError(error)) throw error;
        this.#read.push({ source: file, what: 'residue', state: 'not-read', reason: reasonOf(error), file });
      }
    }
    return scan.residue;
  }

  get coverage(): readonly Coverage[] {
    return [...this.#store.coverage, ...this.#lag, ...this.#read];
  }

  get isComplete(): boolean {
    return [...this.#store.coverage, ...this.#lag].every(({ state }) => state === 'read');
  }

  close(): Promise<void> {
    this.#store.close();
    return Promise.resolve();
  }

  /** A member writes to its log first: after a crash the database may lack what was answered for. */
  get #lag(): Coverage[] {
    const applied = this.#store.consistentIndex ?? 0;
    const lacking = this.#lastEntry - applied;
    if (lacking <= 0) return [];
    const reason = `the log holds ${lacking} entries that are not in the database yet: start the member, or take a snapshot`;
    return [{ source: this.name, what: 'etcd database', state: 'partial', reason }];
  }

  #readLog(): void {
    for (const file of this.#filesBeside().filter((name) => name.endsWith(LOG))) {
      const descriptor = openSync(file, 'r');
      try {
        this.#lastEntry = Math.max(this.#lastEntry, lastEntryIndex(descriptor, fstatSync(descriptor).size) ?? 0);
      } finally {
        closeSync(descriptor);
      }
    }
  }

  /** All files of the member but the database. */
  #filesBeside(): string[] {
    const database = path.join(this.#member, DATABASE);
    return readdirSync(this.#member, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .filter((file) => file !== database)
      .sort();
  }

  async #scanFile(scan: ResidueScan, name: string): Promise<void> {
    const descriptor = openSync(name, 'r');
    const where: ResiduePlace = name.endsWith(LOG) ? 'log' : 'other';
    try {
      await this.#scan(scan, { descriptor, name, size: fstatSync(descriptor).size, placeOf: () => where });
    } finally {
      closeSync(descriptor);
    }
  }

  async #scan(scan: ResidueScan, file: ScannedFile): Promise<void> {
    for (const _ of scan.scan(file)) {
      await nextTurn();
      this.#settings.signal?.throwIfAborted();
    }
  }
}

function memberOf(folder: string): string {
  const found = [path.join(folder, 'member'), folder].find(
    (member) => statSync(path.join(member, DATABASE), { throwIfNoEntry: false })?.isFile() === true,
  );
  if (found !== undefined) return found;
  throw new ClusterError(
    'settings',
    `${folder} holds no member/snap/db`,
    'Name the folder of etcd’s --data-dir: /var/lib/etcd with kubeadm, /var/lib/rancher/k3s/server/db/etcd with k3s.',
  );
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
