// A part of a line in bytes with its masks: written at once, since a hostile line has a value in each of its words.
import { inPlaceOf, type Span, type Spans, startOf } from '../masks/span.ts';

/** Shorter texts between values are copied byte by byte, which is faster than asking for it. */
const LOOP_BYTES_MAX = 64;

interface Part {
  readonly from: number;
  readonly to: number;
  /** What is written for a value, each character a byte. */
  readonly mask: (span: Span) => string;
}

/** `[from, to)` of a line. Spans are in order and do not overlap; those that begin before `from` are out already. */
export function maskedBytes(line: Uint8Array, spans: Spans, { from, to, mask }: Part): Uint8Array {
  const writer = new Writer(to - from);
  let at = from;
  for (let index = 0; index < spans.length; index++) {
    const span = spans.at(index) as Span;
    if (span.end <= from || startOf(span) >= to) continue;
    writer.bytes(line, at, Math.max(at, startOf(span)));
    writer.text(inPlaceOf(span, mask(span)));
    at = span.end;
  }
  writer.bytes(line, at, Math.max(at, to));
  return writer.written();
}

class Writer {
  #bytes: Uint8Array;
  #length = 0;
  #text = '';
  #textBytes: Uint8Array = new Uint8Array();

  constructor(capacity: number) {
    this.#bytes = Buffer.allocUnsafe(capacity);
  }

  bytes(source: Uint8Array, from: number, to: number): void {
    const target = this.#reserve(to - from);
    if (to - from > LOOP_BYTES_MAX) target.set(source.subarray(from, to), this.#length);
    else for (let at = from; at < to; at++) target[this.#length + at - from] = source[at] as number;
    this.#length += to - from;
  }

  /** Mostly what was written before: masks are few. */
  text(text: string): void {
    if (text !== this.#text) {
      this.#text = text;
      this.#textBytes = Buffer.from(text, 'latin1');
    }
    this.bytes(this.#textBytes, 0, text.length);
  }

  written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #reserve(count: number): Uint8Array {
    if (this.#length + count > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(2 * (this.#length + count));
      larger.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = larger;
    }
    return this.#bytes;
  }
}
