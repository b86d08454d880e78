// What one source gave: how many objects, and what in it could not be read.
import type { CoverageEntry } from '@watertight/engine';
import { MAX_ENTRIES_PER_FILE } from './limits.ts';

/** A source as shown, and the `-f` argument it came from. */
export interface ShownSource {
  readonly shown: string;
  readonly argument: string;
}

export interface Trouble {
  readonly reason: string;
  /** `not-read` when a document gave nothing, `partial` when a part of it was left out. */
  readonly state: 'partial' | 'not-read';
  /** 1-based; absent for the whole file. */
  readonly line?: number;
  /** The part it is about; absent for the whole file. */
  readonly what?: string;
}

/** Collects the troubles of one source and sums them up in one entry, which stands first. */
export class FileCoverage {
  readonly #source: ShownSource;
  readonly #entries: CoverageEntry[] = [];
  #left = 0;
  #state: CoverageEntry['state'] = 'read';
  #reason: string | undefined;
  #line: number | undefined;
  #documents = 0;
  #isDelegated = false;

  constructor(source: ShownSource) {
    this.#source = source;
  }

  /** The source as shown. */
  get shown(): string {
    return this.#source.shown;
  }

  /** True when no further entry of a single document would be kept: its line need not be looked for. */
  get full(): boolean {
    return this.#entries.length >= MAX_ENTRIES_PER_FILE;
  }

  /** One document or item was read. */
  read(): void {
    this.#documents++;
  }

  /** A document or item was not read, or not whole. */
  add({ reason, state, line, what = 'document' }: Trouble): void {
    if (this.#state === 'read') this.#state = 'partial';
    if (this.full) {
      this.#left++;
      return;
    }
    const { shown, argument } = this.#source;
    this.#entries.push({ source: argument, what, state, reason, file: shown, ...(line === undefined ? {} : { line }) });
  }

  /** Nothing more of the source is read; `line` where the reason stands in the text. */
  end(reason: string, line?: number): void {
    this.#reason = reason;
    this.#line = line;
    this.#state = this.#documents === 0 ? 'not-read' : 'partial';
  }

  /** The source says for itself what was read: there is nothing to add. */
  delegate(): void {
    this.#isDelegated = true;
  }

  entries(): CoverageEntry[] {
    if (this.#isDelegated) return [];
    const { shown, argument } = this.#source;
    const nothing = this.#documents === 0 && this.#entries.length > 0;
    const [only] = this.#entries;
    if (nothing && only !== undefined && this.#entries.length === 1 && this.#reason === undefined)
      return [{ ...only, what: shown }];
    const state = this.#state === 'partial' && nothing ? 'not-read' : this.#state;
    const reason = this.#reason ?? this.#summary();
    const whole = {
      source: argument,
      what: shown,
      state,
      ...(reason === undefined ? {} : { reason }),
      file: shown,
      ...(this.#line === undefined ? {} : { line: this.#line }),
    };
    return [whole, ...this.#entries];
  }

  #summary(): string | undefined {
    const total = this.#entries.length + this.#left;
    if (total === 0) return undefined;
    const rest = this.#left === 0 ? '' : `; the first ${this.#entries.length} are listed`;
    return `${total} ${total === 1 ? 'part' : 'parts'} not read or not whole${rest}`;
  }
}
