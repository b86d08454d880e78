// Redacts a stream of bytes: gives the same bytes however the stream is cut.
import type { Detector } from '../formats/detector.ts';
import { Finder } from '../rules/finder.ts';
import { exactMask, type Mask } from '../masks/mask.ts';
import { RULES } from '../rules/all.ts';
import type { Rule } from '../rules/rule.ts';
import { criHeader, partialLines } from './cri.ts';
import { HeldLine } from './held-line.ts';
import { type Counts, LineRedactor } from './line-redactor.ts';
import { PartialLines } from './partial-lines.ts';
import { PrivateKeyLines } from './private-key-lines.ts';

export interface RedactorOptions {
  readonly detectors?: readonly Detector[];
  readonly rules?: readonly Rule[];
  readonly mask?: Mask;
}

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = '\r';

/**
 * Push bytes in, take bytes out: what comes out may be parts of what went in, so that it has to be written before those bytes change.
 * Holds the last line while it is not ended, entries of CRI logs that go on, and nothing else.
 */
export class Redactor {
  readonly #finder: Finder;
  readonly #lines: LineRedactor;
  readonly #held: HeldLine;
  readonly #keys = new PrivateKeyLines();
  readonly #partial: PartialLines;

  constructor({ detectors = [], rules = RULES, mask = exactMask }: RedactorOptions = {}) {
    this.#finder = new Finder(detectors, [...rules, partialLines]);
    this.#lines = new LineRedactor(this.#finder, mask);
    this.#held = new HeldLine(this.#finder, this.#lines);
    this.#partial = new PartialLines(this.#lines, (line) => this.#whole(line));
  }

  get counts(): Counts {
    return this.#lines.counts;
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
    if (this.#partial.isOpen || this.#keys.isOpen) return [];
    const bytes = this.#held.settled();
    return bytes.length === 0 ? [] : [bytes];
  }

  #hold(bytes: Uint8Array, out: Uint8Array[]): void {
    if (this.#held.willWindow(bytes.length)) append(out, this.#partial.flush());
    for (const window of this.#held.add(bytes)) out.push(window);
  }

  #endHeld(out: Uint8Array[]): void {
    if (this.#held.isBegun) out.push(this.#held.end());
    else this.#block(this.#held.take(), out);
  }

  /** Whole lines: those without an anchor are passed on as they lie there. */
  #block(bytes: Uint8Array, out: Uint8Array[]): void {
    let from = 0;
    let at = 0;
    while (at < bytes.length) {
      const isBetween = this.#keys.isOpen || this.#partial.isOpen;
      const hit = isBetween ? at + 1 : this.#finder.firstAnchor(bytes, at, bytes.length);
      if (hit < 0) break;
      const start = isBetween ? at : lineStart(bytes, hit - 1, at);
      const newline = bytes.indexOf(NEWLINE, hit - 1);
      const end = newline < 0 ? bytes.length : newline + 1;
      const line = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
      const redacted = this.#next(line);
      if (redacted !== undefined) {
        if (start > from) out.push(bytes.subarray(from, start));
        append(out, redacted);
        from = end;
      }
      at = end;
    }
    if (from < bytes.length) out.push(bytes.subarray(from));
  }

  /** The next line with its end; undefined where it stays as it is. */
  #next(line: string): string | undefined {
    const header = criHeader(line);
    if (header !== undefined && (header.isPartial || this.#partial.isOpen)) return this.#partial.add(line, header);
    return this.#partial.isOpen ? this.#partial.addOther(line) : this.#whole(line);
  }

  #whole(line: string): string | undefined {
    const end = contentEnd(line);
    const content = line.slice(0, end);
    if (this.#keys.isOpen) {
      const span = this.#keys.next(content);
      if (span !== undefined) return this.#lines.splice(content, [span]) + line.slice(end);
    }
    const redacted = this.#lines.line(content);
    this.#keys.begins(content);
    return redacted === undefined ? undefined : redacted + line.slice(end);
  }
}

function contentEnd(line: string): number {
  let end = line.endsWith('\n') ? line.length - 1 : line.length;
  if (line[end - 1] === CARRIAGE_RETURN) end--;
  return end;
}

function lineStart(bytes: Uint8Array, from: number, least: number): number {
  let at = from;
  while (at > least && bytes[at - 1] !== NEWLINE) at--;
  return at;
}

function append(out: Uint8Array[], text: string): void {
  if (text !== '') out.push(Buffer.from(text, 'latin1'));
}
