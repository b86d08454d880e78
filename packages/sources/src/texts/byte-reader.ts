// Reads so many bytes at a time from chunks of any size.

export type Chunks = AsyncIterable<Uint8Array>;

const LINE_FEED = 0x0a;

/** Takes bytes from chunks in order. A chunk is copied before the next is asked for where the source may write it over. */
export class ByteReader {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(chunks: Chunks) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Up to `length` bytes, fewer only at the end. */
  async take(length: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    let left = length;
    while (left > 0) {
      const some = await this.some(left);
      if (some === undefined) break;
      parts.push(Buffer.from(some));
      left -= some.length;
    }
    return Buffer.concat(parts);
  }

  /** The bytes up to a line feed, which is taken too; at the end, or beyond `most` bytes, what there is. */
  async line(most: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let left = most; left > 0;) {
      const some = await this.some(left);
      if (some === undefined) break;
      const feed = some.indexOf(LINE_FEED);
      if (feed !== -1) {
        this.#rest = Buffer.concat([some.subarray(feed + 1), this.#rest]);
        parts.push(Buffer.from(some.subarray(0, feed)));
        break;
      }
      parts.push(Buffer.from(some));
      left -= some.length;
    }
    return Buffer.concat(parts);
  }

  /** Between 1 and `most` bytes, undefined at the end; valid until the next call. */
  async some(most: number): Promise<Uint8Array | undefined> {
    while (this.#rest.length === 0) {
      const { value, done } = await this.#chunks.next();
      if (done === true) return undefined;
      this.#rest = value;
    }
    const taken = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(taken.length);
    return taken;
  }

  /** Puts bytes back in front of what follows. */
  async *all(head: Uint8Array): AsyncGenerator<Uint8Array> {
    if (head.length > 0) yield head;
    for (;;) {
      const some = await this.some(Number.MAX_SAFE_INTEGER);
      if (some === undefined) return;
      yield some;
    }
  }

  /** Ends the source early. */
  async stop(): Promise<void> {
    await this.#chunks.return?.();
  }
}
