// Keeps the bytes of one item while they come in chunks, up to a limit.

const EMPTY = new Uint8Array(0);

/** The bytes from a start to an end that may lie in a later chunk. */
export class ByteCapture {
  readonly #limit: number;
  #parts: Uint8Array[] = [];
  #length = 0;
  /** Start in the chunk at hand, or -1 when nothing is captured. */
  #from = -1;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get isOn(): boolean {
    return this.#from !== -1;
  }

  start(at: number): void {
    this.cancel();
    this.#from = at;
  }

  cancel(): void {
    this.#parts = [];
    this.#length = 0;
    this.#from = -1;
  }

  /** At the end of a chunk: copies what belongs to the item, unless it is already over the limit. */
  endChunk(chunk: Uint8Array): void {
    if (this.#from === -1) return;
    this.#length += chunk.length - this.#from;
    if (this.#length > this.#limit) this.#parts = [];
    else if (chunk.length > this.#from) this.#parts.push(chunk.slice(this.#from));
    this.#from = 0;
  }

  /** Ends the capture before `at`. Bytes over the limit are not given. */
  end(chunk: Uint8Array, at: number): { length: number; bytes: Uint8Array | undefined } {
    const length = this.#length + at - this.#from;
    const last = chunk.subarray(this.#from, at);
    const bytes =
      length > this.#limit ? undefined : this.#parts.length === 0 ? last : join([...this.#parts, last], length);
    this.cancel();
    return { length, bytes };
  }
}

function join(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = length === 0 ? EMPTY : new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
