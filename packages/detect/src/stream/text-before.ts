// What stands before a line in its stream: some values have their names there.

/** A statement and its parameters, a field and its error: fewer bytes than a terminal shows. */
export const beforeBytesMax = 2048;
/** One more tells whether the first line is whole. */
const KEPT_BYTES = beforeBytesMax + 1;
const NOTHING = new Uint8Array();

/** The same for a line however its stream is cut. */
export class TextBefore {
  readonly #kept = Buffer.alloc(KEPT_BYTES);
  #length = 0;
  #block: Uint8Array = NOTHING;
  #start = 0;

  /** A line begins at a place of whole lines, of which the first follows what was kept. */
  at(block: Uint8Array, start: number): void {
    this.#block = block;
    this.#start = start;
  }

  /** The lines have been read. */
  keep(block: Uint8Array): void {
    const count = Math.min(block.length, KEPT_BYTES);
    const stays = Math.min(this.#length, KEPT_BYTES - count);
    this.#kept.copyWithin(0, this.#length - stays, this.#length);
    this.#kept.set(block.subarray(block.length - count), stays);
    this.#length = stays + count;
    this.at(NOTHING, 0);
  }

  /** A line has passed that is longer than what is kept. */
  forget(): void {
    this.#length = 0;
    this.at(NOTHING, 0);
  }

  /** Whole lines, each byte a character. */
  get lines(): string[] {
    const here = this.#block.subarray(Math.max(0, this.#start - KEPT_BYTES), this.#start);
    const kept = this.#kept.subarray(Math.max(0, this.#length - KEPT_BYTES + here.length), this.#length);
    const text = Buffer.concat([kept, here]).toString('latin1');
    const lines = text.split(/\r?\n/).slice(0, -1);
    return text.length < KEPT_BYTES ? lines : lines.slice(1);
  }
}
