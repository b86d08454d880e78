// The line that has not ended yet: held whole up to a limit, judged in windows beyond it, let out early only where that is safe.
import type { Finder } from '../rules/finder.ts';
import { type Span, type Spans, startOf } from '../masks/span.ts';
import { isDigit, isSpace } from '../text/characters.ts';
import { contentEnd } from '../text/line-end.ts';
import type { Limits } from './limits.ts';
import { CLOSED, type LineRedactor, LONG_VALUE } from './line-redactor.ts';
import { maskedBytes } from './masked-bytes.ts';

const FIRST_CAPACITY = 4096;
/** What is searched at once; parts overlap by more than the longest of what is looked for. */
const PART_BYTES = 32_768;
const OVERLAP_BYTES = 4096;
const NEWLINE = 0x0a;

export class HeldLine {
  readonly #finder: Finder;
  readonly #lines: LineRedactor;
  readonly #limits: Limits;
  #bytes: Buffer = Buffer.allocUnsafe(FIRST_CAPACITY);
  #length = 0;
  /** Bytes at the front that are out already and kept for their names. */
  #emitted = 0;
  #isBegun = false;
  /** The rest of the line is not shown: a value in it is longer than a window. */
  #isClosed = false;

  constructor(finder: Finder, lines: LineRedactor, limits: Limits) {
    this.#finder = finder;
    this.#lines = lines;
    this.#limits = limits;
  }

  get isEmpty(): boolean {
    return this.#length === 0 && !this.#isBegun;
  }

  /** Whether some of the line is out. */
  get isBegun(): boolean {
    return this.#isBegun;
  }

  /** Whether these bytes fill a window for the first time, and do not end the line with it. */
  willWindow(more: Uint8Array): boolean {
    const length = this.#length + more.length;
    const { window } = this.#limits;
    return !this.#isBegun && (length > window || (length === window && more.at(-1) !== NEWLINE));
  }

  /** Adds bytes of the line, and gives what can be let out. Windows end at the same places however the line is cut. */
  add(bytes: Uint8Array): Uint8Array[] {
    const out: Uint8Array[] = [];
    let at = 0;
    while (at < bytes.length) {
      const count = Math.min(bytes.length - at, this.#limits.window - this.#length);
      this.#append(bytes.subarray(at, at + count));
      at += count;
      // A line that ends with the window is whole.
      if (this.#length === this.#limits.window && (at < bytes.length || bytes.at(-1) !== NEWLINE))
        out.push(...this.#window());
    }
    return out;
  }

  #append(bytes: Uint8Array): void {
    if (this.#length + bytes.length > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(
        Math.min(this.#limits.window, Math.max(this.#bytes.length * 2, this.#length + bytes.length)),
      );
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** The line as it is held, none of which is out. */
  take(): Uint8Array {
    const line = this.#bytes.subarray(0, this.#length);
    this.#bytes = Buffer.allocUnsafe(FIRST_CAPACITY);
    this.#reset();
    return line;
  }

  /** The rest of a line of which some is out. */
  end(): Uint8Array {
    const text = this.text;
    const spans = this.#spans(text, text.length);
    const rest = this.#isClosed
      ? Buffer.from(text.slice(contentEnd(text)), 'latin1')
      : spans === undefined
        ? this.#close(text)
        : this.#pieces(text, spans, text.length);
    this.#reset();
    return rest;
  }

  /** Never a tail that may belong to a secret: nothing from the first anchor, long mixed word or last word on. */
  settled(): Uint8Array {
    if (this.#isClosed || this.#finder.hasKnownValues) return new Uint8Array();
    const text = this.text;
    const anchor = this.#finder.firstAnchor(text);
    const cut = safeWords(text, anchor < 0 ? text.length : anchor);
    if (cut <= this.#emitted) return new Uint8Array();
    const settled = Buffer.from(text.slice(this.#emitted, cut), 'latin1');
    this.#emitted = cut;
    this.#isBegun = true;
    return settled;
  }

  /** What is held of the line, some of which may be out. */
  get text(): string {
    return this.#bytes.toString('latin1', 0, this.#length);
  }

  #spans(text: string, end: number): Spans | undefined {
    return this.#hasPlace(end) ? this.#lines.found(text.trimEnd()) : [];
  }

  /** Looks little further than to the first one: a hostile line has many. */
  #hasPlace(end: number): boolean {
    for (let from = 0, to = 2 * OVERLAP_BYTES; from < end; from = to - OVERLAP_BYTES, to = from + PART_BYTES) {
      if (this.#finder.places(this.#bytes, from, Math.min(end, to)).length > 0) return true;
      if (to >= end) break;
    }
    // Known values may be longer than any overlap.
    return this.#finder.knownPlaces(this.#bytes, 0, end).length > 0;
  }

  #window(): Uint8Array[] {
    this.#isBegun = true;
    const text = this.text;
    const spans = this.#isClosed ? [] : this.#spans(text, text.length);
    if (this.#isClosed || spans === undefined) {
      const shown = this.#isClosed ? [] : [this.#close(text)];
      this.#keepFrom(text.length);
      return shown;
    }
    const cut = safePlace(spans, text.length - this.#limits.ahead);
    const isTooLong = cut <= this.#emitted;
    const upTo = isTooLong ? this.#emitted : cut;
    const shown = [this.#pieces(text, spans, upTo)];
    if (isTooLong) {
      shown.push(this.#close(''));
      this.#lines.close(LONG_VALUE);
    }
    this.#keepFrom(isTooLong ? text.length : upTo);
    return shown;
  }

  /** What stands for the rest of the line, and its end. */
  #close(text: string): Uint8Array {
    this.#isClosed = true;
    return Buffer.from(CLOSED + text.slice(contentEnd(text)), 'latin1');
  }

  #pieces(text: string, spans: Spans, to: number): Uint8Array {
    const mask = (span: Span): string => this.#lines.masked(span, text);
    return maskedBytes(this.#bytes, spans, { from: this.#emitted, to, mask });
  }

  #keepFrom(cut: number): void {
    const start = Math.max(0, cut - this.#limits.behind);
    this.#bytes.copyWithin(0, start, this.#length);
    this.#length -= start;
    this.#emitted = cut - start;
  }

  #reset(): void {
    this.#length = 0;
    this.#emitted = 0;
    this.#isBegun = false;
    this.#isClosed = false;
  }
}

/** The place, or where the value begins that it lies in. */
function safePlace(spans: Spans, place: number): number {
  // Nearly all lie before it.
  for (let index = spans.length - 1; index >= 0; index--) {
    const span = spans.at(index) as Span;
    if (span.end <= place) return place;
    if (startOf(span) < place) return startOf(span);
  }
  return place;
}

const MIXED_CHARS_MIN = 12;

/** The place before the first word that may be, or become, part of a value, at most `limit`. */
function safeWords(text: string, limit: number): number {
  let start = 0;
  let safe = 0;
  for (let at = 0; at < text.length; at++) {
    if (!isSpace(text, at)) continue;
    const word = text.slice(start, at);
    if (at >= limit || (word.length >= MIXED_CHARS_MIN && /\d/.test(word) && /[A-Za-z]/.test(word))) break;
    if (!isDigit(word, word.length - 1)) safe = at + 1;
    start = at + 1;
  }
  return safe;
}
