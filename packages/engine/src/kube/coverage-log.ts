// Collects what could not be read, bounded by kind so that a hundred thousand alike do not drown the rest.
import type { CoverageEntry } from '../facts/facts.ts';
import type { DocumentId, OriginTable } from '../facts/origin.ts';
import { copyOf } from './string-pool.ts';

/** Entries of one source with one reason that stand alone; the rest are counted. */
export const SINGLE_ENTRIES = 100;

/** One thing said about one object, before its source is known. */
export interface Remark {
  readonly what: string;
  readonly state: CoverageEntry['state'];
  readonly reason: string;
  readonly document: DocumentId;
  readonly pointer: string;
}

interface Surplus {
  count: number;
  readonly entry: CoverageEntry;
}

export class CoverageLog {
  readonly #origins: OriginTable;
  readonly #entries: CoverageEntry[] = [];
  readonly #counts = new Map<string, number>();
  readonly #surplus = new Map<string, Surplus>();

  constructor(origins: OriginTable) {
    this.#origins = origins;
  }

  /** Another log that goes on from here. */
  copy(): CoverageLog {
    const log = new CoverageLog(this.#origins);
    for (const entry of this.#entries) log.#entries.push(entry);
    for (const [alike, count] of this.#counts) log.#counts.set(alike, count);
    for (const [alike, surplus] of this.#surplus) log.#surplus.set(alike, { ...surplus });
    return log;
  }

  add(entry: CoverageEntry): void {
    this.#entries.push(entry);
  }

  /** Adds an entry about an object; beyond `SINGLE_ENTRIES` alike it is only counted. */
  remark({ what: named, state, reason, document, pointer: place }: Remark): void {
    const what = copyOf(named);
    const pointer = copyOf(place);
    const source = this.#sourceOf(document);
    const alike = `${source}\n${state}\n${reason}`;
    const count = (this.#counts.get(alike) ?? 0) + 1;
    this.#counts.set(alike, count);
    if (count <= SINGLE_ENTRIES) {
      this.#entries.push({ source, what, state, reason, object: what, document, pointer });
      return;
    }
    const surplus = this.#surplus.get(alike);
    if (surplus === undefined)
      this.#surplus.set(alike, { count: 1, entry: { source, what: 'more objects', state, reason } });
    else surplus.count++;
  }

  /** Without what was said about `discarded` documents; those that were only counted stay counted. */
  finish(discarded: ReadonlySet<DocumentId> = new Set()): readonly CoverageEntry[] {
    const more = [...this.#surplus.values()].map(({ count, entry }) => ({ ...entry, what: `${count} more objects` }));
    const kept = this.#entries.filter(({ document }) => document === undefined || !discarded.has(document));
    return [...kept, ...more];
  }

  #sourceOf(document: DocumentId): string {
    return Number.isInteger(document) && document >= 0 && document < this.#origins.size
      ? this.#origins.place(document).source
      : '';
  }
}
