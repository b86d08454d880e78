// Keeps the text of one short JSON string: a key, or a header field such as `kind`.
import { ByteCapture } from './byte-capture.ts';

/** Strings longer than this are not looked at, in bytes with their quotes. */
const MAX_LENGTH = 1024;

/** One string at a time. */
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

  /** The text that ends before `at`; empty where it is too long or not a JSON string. */
  end(chunk: Uint8Array, at: number): string {
    const { bytes } = this.#bytes.end(chunk, at);
    if (bytes === undefined) return '';
    try {
      return JSON.parse(Buffer.from(bytes).toString('utf8')) as string;
    } catch {
      return '';
    }
  }
}
