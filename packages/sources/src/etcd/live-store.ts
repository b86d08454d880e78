// A running etcd, read by pages at one revision.
import type { Coverage } from '@watertight/engine';
import { ClusterError } from '../cluster/cluster-error.ts';
import { fieldsOf, listOf, textOf } from '../cluster/kubeconfig/narrow.ts';
import type { Fields } from '../cluster/kubeconfig/narrow.ts';
import type { EtcdEndpoint, EtcdSettings, EtcdStore } from './etcd-store.ts';
import { Gateway } from './gateway.ts';
import type { GatewayAnswer } from './gateway.ts';
import { OUT_OF_RANGE, refused } from './live-error.ts';
import type { StoredRevision } from './stored-revision.ts';

/** Keys of the first page; pages grow and shrink with what values take. */
const PAGE_KEYS = 100;
const PAGE_KEYS_MAX = 5000;
/** Bytes of values that a page is meant to have. */
const PAGE_BYTES = 1024 * 1024;

export class LiveStore implements EtcdStore {
  readonly name: string;
  readonly isComplete = true;
  readonly #gateway: Gateway;
  readonly #prefix: Buffer;
  readonly #coverage: Coverage[] = [];
  #revision: number;

  private constructor(gateway: Gateway, prefix: string, revision: number) {
    this.name = gateway.endpoint;
    this.#gateway = gateway;
    this.#prefix = Buffer.from(prefix.endsWith('/') ? prefix : `${prefix}/`);
    this.#revision = revision;
  }

  /** Asks the endpoints in order. Throws what the last one's trouble was. */
  static async open(place: EtcdEndpoint, { prefix, signal }: EtcdSettings): Promise<LiveStore> {
    let trouble: unknown;
    for (const endpoint of place.endpoints) {
      const gateway = new Gateway(endpoint, place, signal);
      try {
        const answer = await gateway.ask('/v3/kv/range', { key: base64(Buffer.from([0])), limit: 1, keys_only: true });
        return new LiveStore(gateway, prefix, revisionOf(answered(endpoint, answer)));
      } catch (error) {
        await gateway.close();
        if (!(error instanceof ClusterError)) throw error;
        trouble = error;
      }
    }
    throw trouble ?? new ClusterError('settings', 'no endpoint is given', 'Give --endpoints https://HOST:2379.');
  }

  get revision(): number {
    return this.#revision;
  }

  get coverage(): readonly Coverage[] {
    return [{ source: this.name, what: 'etcd values', state: 'read' }, ...this.#coverage];
  }

  async *values(): AsyncGenerator<StoredRevision> {
    let key = this.#prefix;
    let limit = PAGE_KEYS;
    for (;;) {
      const page = await this.#page(key, limit);
      if (page === undefined) {
        if (limit === 1) throw tooLarge(this.name);
        limit = Math.ceil(limit / 2);
        continue;
      }
      let bytes = 0;
      for (const kv of listOf(page['kvs']).map(fieldsOf)) {
        const value = Buffer.from(textOf(kv['value']), 'base64');
        key = Buffer.from(textOf(kv['key']), 'base64');
        bytes += value.length;
        yield { key: key.toString('utf8'), value, revision: Number(kv['mod_revision']), isCurrent: true };
      }
      if (page['more'] !== true) return;
      key = Buffer.concat([key, Buffer.from([0])]);
      limit = Math.min(Math.max(1, Math.floor((limit * PAGE_BYTES) / Math.max(bytes, 1))), 2 * limit, PAGE_KEYS_MAX);
    }
  }

  /** Over the API only sizes tell that there is something besides the current values. */
  async residue(): Promise<undefined> {
    const status = await this.#gateway.ask('/v3/maintenance/status', {});
    const { dbSize, dbSizeInUse } = status.kind === 'answer' ? status.fields : {};
    const free = Number(dbSize) - Number(dbSizeInUse);
    const size = Number.isFinite(free) ? `, ${free} bytes of its database are free` : '';
    const reason = `older revisions, free pages and the log are not served${size}: read each member with --data-dir`;
    this.#coverage.push({ source: this.name, what: 'residue', state: 'partial', reason });
    return undefined;
  }

  async close(): Promise<void> {
    await this.#gateway.close();
  }

  /** Undefined where it is too large. Where the revision was compacted in the meantime, the rest is read at the newest one. */
  async #page(key: Buffer, limit: number): Promise<Fields | undefined> {
    const range = { key: base64(key), range_end: base64(endOf(this.#prefix)), limit };
    const page = await this.#gateway.ask('/v3/kv/range', { ...range, revision: String(this.#revision) });
    if (page.kind === 'too-large') return undefined;
    if (page.kind === 'answer' || page.code !== OUT_OF_RANGE) return answered(this.name, page);
    const newest = await this.#gateway.ask('/v3/kv/range', range);
    if (newest.kind === 'too-large') return undefined;
    const fields = answered(this.name, newest);
    this.#revision = revisionOf(fields);
    const reason = `compacted while it was read: from ${key.toString('utf8')} on, values are of revision ${this.#revision}`;
    this.#coverage.push({ source: this.name, what: 'one revision', state: 'partial', reason });
    return fields;
  }
}

/** Throws `ClusterError` where etcd refuses. */
function answered(endpoint: string, answer: GatewayAnswer): Fields {
  if (answer.kind === 'answer') return answer.fields;
  throw answer.kind === 'too-large' ? tooLarge(endpoint) : refused(endpoint, answer.status, answer.code);
}

function tooLarge(endpoint: string): ClusterError {
  return new ClusterError(
    'unreachable',
    `etcd at ${endpoint} holds a value too large to be read over its API`,
    'Read a snapshot with --snapshot FILE.',
  );
}

/** The gateway writes 64-bit numbers as texts. */
function revisionOf(answer: Fields): number {
  return Number(fieldsOf(answer['header'])['revision']);
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64');
}

/** The first key behind all that begin with the prefix, which ends with a slash. */
function endOf(prefix: Buffer): Buffer {
  const end = Buffer.from(prefix);
  end[end.length - 1] = (end.at(-1) ?? 0) + 1;
  return end;
}
