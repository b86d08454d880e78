// What one archive may still unpack to, shared by all that is inside it: a bomb ends as coverage.
import { MAX_ARCHIVE_ENTRIES, MAX_UNPACKED_BYTES } from './limits.ts';

/** Thrown when unpacking ends early; the message is ours. */
export class UnpackError extends Error {
  override readonly name = 'UnpackError';
}

export class ArchiveBudget {
  #bytes: number;
  #entries: number;

  constructor(bytes = MAX_UNPACKED_BYTES, entries = MAX_ARCHIVE_ENTRIES) {
    this.#bytes = bytes;
    this.#entries = entries;
  }

  /** Nothing more may be unpacked. */
  get isSpent(): boolean {
    return this.#bytes < 0 || this.#entries < 0;
  }

  takeBytes(count: number): void {
    this.#bytes -= count;
    if (this.#bytes < 0) throw new UnpackError('it unpacks to more bytes than the limit');
  }

  takeEntry(): void {
    this.#entries--;
    if (this.#entries < 0) throw new UnpackError('it has more entries than the limit');
  }
}
