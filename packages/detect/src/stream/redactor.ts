// Redacts a stream of bytes: gives the same bytes however the stream is cut.
import type { Detector } from '../formats/detector.ts';
import { Finder, type Looked } from '../rules/finder.ts';
import { partialLines } from '../rules/partial-lines.ts';
import { exactMask, type Mask } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { contentEnd } from '../text/line-end.ts';
import { AnnouncedLines } from './announced-lines.ts';
import { criHeader } from './cri.ts';
import { HeldLine } from './held-line.ts';
import { LIMITS, type Limits } from './limits.ts';
import { type Counts, LineRedactor, type OnMask } from './line-redactor.ts';
import { namedAbove, RULES_ABOVE } from './named-above.ts';
import { PartialLines } from './partial-lines.ts';
import { PrivateKeyLines } from './private-key-lines.ts';
import { TextBefore } from './text-before.ts';

export interface RedactorOptions {
  /** Formats of issuers, beside the rules of context. */
  readonly detectors?: readonly Detector[];
  /** Instead of `detectors`: a finder serves any number of redactors. */
  readonly finder?: Finder;
  /** The same for the same span and text: it is also asked to try what a line would become. */
  readonly mask?: Mask;
  readonly onMask?: OnMask | undefined;
  readonly limits?: Limits;
}

const NEWLINE = 0x0a;
const LONG_BYTES = 16_384;

/**
 * Push bytes in, take bytes out: what comes out may be parts of what went in, so that it has to be written before those bytes change.
 * Holds the last line while it is not ended, entries of CRI logs that go on, and nothing else.
 */
export class Redactor {
  readonly #finder: Finder;
  readonly #lines: LineRedactor;
  readonly #held: HeldLine;
  readonly #keys = new PrivateKeyLines();
  readonly #announced = new AnnouncedLines();
  readonly #before = new TextBefore();
  readonly #partial: PartialLines;
  readonly #limits: Limits;

  constructor({ detectors = [], finder, mask = exactMask, onMask, limits = LIMITS }: RedactorOptions = {}) {
    this.#limits = limits;
    this.#finder = finder ?? new Finder(detectors);
    this.#lines = new LineRedactor(this.#finder, mask, onMask);
    this.#held = new HeldLine(this.#finder, this.#lines, limits);
    this.#partial = new PartialLines(this.#lines, limits, (line) => this.#whole(line));
  }

  get counts(): Counts {
    return this.#lines.counts;
  }

  /** Memory that pieces of a stream may be read into, so that they need not be copied; undefined where there is no SIMD. */
  get space(): Uint8Array | undefined {
    return this.#finder.space;
  }

  push(bytes: Uint8Array): Uint8Array[] {
    const out: Uint8Array[] = [];
    let from = 0;
    if (!this.#held.isEmpty) {
      const newline = bytes.indexOf(NEWLINE);
      from = newline < 0 ? bytes.length : newline + 1;
      this.#hold(bytes.subarray(0, from), out);
      if (newline < 0) return out;
      this.#endHeld(out);
    }
    const last = bytes.lastIndexOf(NEWLINE) + 1;
    if (last > from) this.#block(bytes.subarray(from, last), out);
    if (bytes.length > Math.max(last, from)) this.#hold(bytes.subarray(Math.max(last, from)), out);
    return out;
  }

  /** The stream has ended: gives all that was held. */
  flush(): Uint8Array[] {
    const out: Uint8Array[] = [];
    if (!this.#held.isEmpty) this.#endHeld(out);
    append(out, this.#partial.flush());
    return out;
  }

  /** The stream is silent: gives what of the last line no later byte can change, as far as that is known. */
  idle(): Uint8Array[] {
    if (this.#isBetween) return [];
    const bytes = this.#held.settled();
    return bytes.length === 0 ? [] : [bytes];
  }

  #hold(bytes: Uint8Array, out: Uint8Array[]): void {
    if (this.#held.willWindow(bytes)) append(out, this.#partial.flush());
    for (const window of this.#held.add(bytes)) out.push(window);
  }

  #endHeld(out: Uint8Array[]): void {
    if (this.#held.isBegun) {
      out.push(this.#endBegun());
      this.#before.forget();
    } else this.#block(this.#held.take(), out);
  }

  /** The rest of a line of which some is out. */
  #endBegun(): Uint8Array {
    const { text } = this.#held;
    const rest = this.#held.end();
    this.#announced.close();
    this.#begins(text.slice(0, contentEnd(text)));
    return rest;
  }

  /** Whole lines: those without an anchor or a known value are passed on as they lie there. */
  #block(bytes: Uint8Array, out: Uint8Array[]): void {
    const anchors = new Places(this.#finder.places(bytes, 0, bytes.length));
    const known = new Places(this.#finder.knownPlaces(bytes, 0, bytes.length));
    let from = 0;
    let at = 0;
    while (at < bytes.length) {
      const isBetween = this.#isBetween;
      const place = isBetween ? at + 1 : Math.min(anchors.after(at), known.after(at));
      if (place === Infinity) break;
      const start = isBetween ? at : lineStart(bytes, place - 1, at);
      const newline = bytes.indexOf(NEWLINE, place - 1);
      const end = newline < 0 ? bytes.length : newline + 1;
      this.#before.at(bytes, start);
      const redacted = this.#lineOf(bytes.subarray(start, end), known.after(start) <= end);
      if (redacted !== undefined) {
        if (start > from) out.push(bytes.subarray(from, start));
        out.push(...redacted);
        from = end;
      }
      at = end;
    }
    this.#before.keep(bytes);
    if (from < bytes.length) out.push(bytes.subarray(from));
  }

  /** The next line with its end as it is written; undefined where it stays as it is. */
  #lineOf(bytes: Uint8Array, mayHoldKnown: boolean): readonly Uint8Array[] | undefined {
    if (bytes.length > this.#limits.window) {
      const out: Uint8Array[] = [];
      this.#hold(bytes, out);
      out.push(this.#endBegun());
      return out;
    }
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    const redacted = this.#next(text, mayHoldKnown);
    if (redacted === undefined) return undefined;
    return redacted === '' ? [] : [Buffer.from(redacted, 'latin1')];
  }

  #next(line: string, mayHoldKnown: boolean): string | undefined {
    if (!this.#keys.isOpen && !this.#partial.isOpen) {
      // Of a long line the anchors are found in parts, when they are asked.
      if (line.length > LONG_BYTES) return criHeader(line)?.isPartial === true ? this.#entry(line) : this.#whole(line);
      const content = line.slice(0, contentEnd(line));
      const anchors = this.#finder.anchors(content);
      if (anchors.length === 0 && !mayHoldKnown && !this.#announced.isOpen) return undefined;
      if (!this.#finder.hasAnchorOf(partialLines, anchors)) return this.#whole(line, { anchors, mayHoldKnown });
    }
    return this.#entry(line);
  }

  /** A line between others, or one that goes on in another. */
  #entry(line: string): string | undefined {
    const header = criHeader(line);
    if (header !== undefined && (header.isPartial || this.#partial.isOpen)) return this.#partial.add(line, header);
    return this.#partial.isOpen ? this.#partial.addOther(line) : this.#whole(line);
  }

  #whole(line: string, looked?: Looked): string | undefined {
    const end = contentEnd(line);
    const content = line.slice(0, end);
    const below = this.#keys.isOpen ? this.#keys.next(content) : this.#announced.next(content);
    const known = below === undefined ? this.#namedAbove(content, looked) : [below];
    const redacted = this.#lines.line(content, known, looked);
    this.#begins(content);
    return redacted === undefined ? undefined : redacted + line.slice(end);
  }

  /** Whether lines are looked at whatever they hold, for what came before them. */
  get #isBetween(): boolean {
    return this.#keys.isOpen || this.#partial.isOpen || this.#announced.isOpen;
  }

  /** What the line says of those behind it. */
  #begins(content: string): void {
    this.#keys.begins(content);
    this.#announced.begins(content);
  }

  /** Of a line that comes in its turn: one that waited between entries stands behind other lines now. */
  #namedAbove(content: string, looked: Looked | undefined): readonly Span[] {
    const mayHold = RULES_ABOVE.some((rule) => looked !== undefined && this.#finder.hasAnchorOf(rule, looked.anchors));
    return mayHold ? namedAbove(content, this.#before.lines) : [];
  }
}

/** Places in order, asked from the first to the last. */
class Places {
  readonly #places: readonly number[];
  #next = 0;

  constructor(places: readonly number[]) {
    this.#places = places;
  }

  /** The first behind a place, which is never before the one of an earlier question; Infinity where there is none. */
  after(at: number): number {
    while ((this.#places[this.#next] ?? Infinity) <= at) this.#next++;
    return this.#places[this.#next] ?? Infinity;
  }
}

function lineStart(bytes: Uint8Array, from: number, least: number): number {
  let at = from;
  while (at > least && bytes[at - 1] !== NEWLINE) at--;
  return at;
}

function append(out: Uint8Array[], text: string): void {
  if (text !== '') out.push(Buffer.from(text, 'latin1'));
}
