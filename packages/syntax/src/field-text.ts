// Keeps one short JSON value: a key, or a header field such as `kind` or `metadata`.
import { ByteCapture } from './byte-capture.ts';

/** Values longer than this are not looked at, in bytes. A list's `metadata` has room for the longest `continue` token. */
const MAX_LENGTH = 4096;

/** One value at a time. */
export class FieldText {
  readonly #bytes = new ByteCapture(MAX_LENGTH);

  start(at: number): void {
    this.#bytes.start(at);
  }

  cancel(): void {
    this.#bytes.cancel();
  }

  endChunk(chunk: Uint8Array): void {
    this.#bytes.endChunk(chunk);
  }

  /** The text of the string that ends before `at`; empty where it is too long or not a JSON string. */
  end(chunk: Uint8Array, at: number): string {
    const value = this.endValue(chunk, at);
    return typeof value === 'string' ? value : '';
  }

  /** The value that ends before `at`; undefined where it is too long or not JSON. */
  endValue(chunk: Uint8Array, at: number): unknown {
    const { bytes } = this.#bytes.end(chunk, at);
    if (bytes === undefined) return undefined;
    try {
      return JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
    } catch {
      return undefined;
    }
  }
}
