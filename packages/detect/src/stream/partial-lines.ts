// Lines that a runtime has cut into entries: judged as one, masked entry by entry, so that the file stays what it was.
import { type Span, startOf } from '../masks/span.ts';
import { contentEnd } from '../text/line-end.ts';
import type { CriHeader } from './cri.ts';
import type { Limits } from './limits.ts';
import { CLOSED, type LineRedactor, LONG_VALUE } from './line-redactor.ts';

/** One line as its writer wrote it. */
interface Logical {
  text: string;
  /** Characters at the front that are out already. */
  emitted: number;
  isEnded: boolean;
  /** The rest of it is not shown: a value in it is longer than what may be held, or a rule failed. */
  isClosed: boolean;
  /** Of what is held still, while an entry of another stream keeps it back. */
  judged?: Judged;
}

/** An entry that waits: of a logical line `[start, end)` is the text, another has none. */
interface Entry {
  readonly line: string;
  readonly start: number;
  readonly end: number;
  readonly logical?: Logical;
}

/** So many times what is held ahead of a place: entries of one character that take turns with another stream. */
const ENTRIES_OF_AHEAD = 4;
/** What is judged for what is let out: of entries that are mostly header, so much is held that a judgement serves many. */
const TEXT_OF_AHEAD = 2;

export class PartialLines {
  readonly #lines: LineRedactor;
  readonly #limits: Limits;
  readonly #whole: (line: string) => string | undefined;
  readonly #open = new Map<CriHeader['stream'], Logical>();
  #waiting: Entry[] = [];
  /** Index of the first that waits still. */
  #first = 0;
  /** Bytes of all entries that wait, and of their texts and whole lines without the headers. */
  #size = 0;
  #held = 0;

  /** `whole` redacts a line that no runtime has cut. */
  constructor(lines: LineRedactor, limits: Limits, whole: (line: string) => string | undefined) {
    this.#limits = limits;
    this.#lines = lines;
    this.#whole = whole;
  }

  get isOpen(): boolean {
    return this.#open.size > 0;
  }

  /** Takes an entry, and gives what can be let out. */
  add(line: string, { stream, isPartial, length }: CriHeader): string {
    const open = this.#open.get(stream);
    if (open === undefined && !isPartial) return this.addOther(line);
    const logical = open ?? { text: '', emitted: 0, isEnded: false, isClosed: false };
    const end = contentEnd(line);
    if (!logical.isClosed) logical.text += line.slice(length, end);
    if (isPartial) this.#open.set(stream, logical);
    else {
      logical.isEnded = true;
      this.#open.delete(stream);
    }
    return this.#added({ line, start: length, end, logical });
  }

  /** An entry between others: it keeps its place. */
  addOther(line: string): string {
    return this.#added({ line, start: line.length, end: line.length });
  }

  #added(entry: Entry): string {
    this.#waiting.push(entry);
    this.#size += entry.line.length;
    this.#held += heldBy(entry);
    if (!this.isOpen) return this.flush();
    return this.#isFull() ? this.#release(false) : '';
  }

  /** As many bytes as a window has, and enough of the first line for some of it to go, or more than may be held. */
  #isFull(): boolean {
    const { window, ahead } = this.#limits;
    if (this.#size < window) return false;
    const { logical, start, end } = this.#waiting[this.#first] as Entry;
    if (logical === undefined || logical.isEnded || logical.isClosed || start === end) return true;
    const isMuch = logical.text.length - outOf(logical) >= TEXT_OF_AHEAD * ahead;
    return isMuch || this.#held >= window || this.#waiting.length - this.#first >= ENTRIES_OF_AHEAD * ahead;
  }

  /** Nothing more comes. */
  flush(): string {
    const out = this.#release(true);
    this.#open.clear();
    return out;
  }

  /** Lets out the entries at the front whose logical lines no later entry changes; at least one, closed if it must be. */
  #release(isLast: boolean): string {
    const releasing = { fresh: new Set<Logical>(), isLast };
    const asked = new Set<Logical>();
    let out = '';
    let count = 0;
    for (let at = this.#first; at < this.#waiting.length; at++, count++) {
      const entry = this.#waiting[at] as Entry;
      const { logical, line, start, end } = entry;
      if (logical === undefined) out += this.#whole(line) ?? line;
      else if (logical.isClosed || start === end) out += line.slice(0, start) + line.slice(end);
      else {
        const found = this.#judged(logical, end - start, releasing);
        asked.add(logical);
        if (found.at + end - start > found.safe) break;
        const content = found.isFailed ? CLOSED : this.#content(found, end - start);
        out += line.slice(0, start) + content + line.slice(end);
        if (found.isFailed) close(logical);
      }
    }
    for (const logical of asked) forget(logical, this.#limits.behind, this.#limits.behind);
    this.#drop(count);
    return count === 0 && this.#first < this.#waiting.length ? this.#closed() : out;
  }

  /** What was judged serves as long as it reaches: nothing that comes later changes what is safe. */
  #judged(logical: Logical, length: number, { fresh, isLast }: Releasing): Judged {
    const known = logical.judged;
    if (known !== undefined && (known.at + length <= known.safe || fresh.has(logical))) return known;
    forget(logical, this.#limits.behind, 1);
    const found = this.#judge(logical, isLast);
    logical.judged = found;
    fresh.add(logical);
    return found;
  }

  #judge({ text, emitted, isEnded }: Logical, isLast: boolean): Judged {
    const length = text.length;
    const known = { text, at: emitted, spans: [], next: 0, forgotten: 0, isFailed: false, isTooLong: false };
    // Entries that are mostly header: what is held of the text is too short for anything to be let out, whatever stands in it.
    const place = isEnded || isLast ? length : length - this.#limits.ahead;
    if (place < emitted) return { ...known, safe: place };
    const spans = this.#lines.spans(text);
    if (spans === undefined) return { ...known, safe: length, isFailed: true };
    const across = spans.find((span) => startOf(span) < place && span.end > place);
    return { ...known, spans, safe: across === undefined ? place : startOf(across), isTooLong: across !== undefined };
  }

  /** The next characters of a logical line with their masks: a mask stands whole in the entry where its value begins. */
  #content(judged: Judged, length: number): string {
    const { text, spans } = judged;
    const end = judged.at + length;
    let shown = '';
    let at = judged.at;
    for (let span = spans[judged.next]; span !== undefined && startOf(span) < end; span = spans[judged.next]) {
      if (span.end > judged.at) {
        if (startOf(span) >= judged.at) {
          shown += `${text.slice(at, startOf(span))}${span.before ?? ''}${this.#lines.masked(span, text)}${span.after ?? ''}`;
        }
        at = span.end;
      }
      if (span.end > end) break;
      judged.next++;
    }
    judged.at = end;
    return shown + text.slice(Math.min(at, end), end);
  }

  /** The first entry can not go, and no more may be held. What follows of a value in it is not shown either. */
  #closed(): string {
    const entry = this.#waiting[this.#first];
    if (entry?.logical === undefined) return '';
    const { line, start, end, logical } = entry;
    logical.emitted = outOf(logical) + end - start;
    if (logical.judged?.isTooLong === true) close(logical);
    delete logical.judged;
    forget(logical, this.#limits.behind, this.#limits.behind);
    this.#drop(1);
    this.#lines.close(LONG_VALUE);
    return line.slice(0, start) + CLOSED + line.slice(end);
  }

  #drop(count: number): void {
    for (let at = this.#first; at < this.#first + count; at++) {
      const entry = this.#waiting[at] as Entry;
      this.#size -= entry.line.length;
      this.#held -= heldBy(entry);
    }
    this.#first += count;
    // As many are moved at most as have gone.
    if (2 * this.#first < this.#waiting.length) return;
    this.#waiting = this.#waiting.slice(this.#first);
    this.#first = 0;
  }
}

interface Judged {
  readonly text: string;
  /** How far the text is out. */
  at: number;
  readonly spans: readonly Span[];
  readonly safe: number;
  readonly isFailed: boolean;
  /** A value goes on beyond what may go. */
  readonly isTooLong: boolean;
  /** Index of the next span. */
  next: number;
  /** Characters at the front of the text that the line has forgotten since. */
  forgotten: number;
}

interface Releasing {
  /** Lines that were judged in this release. */
  readonly fresh: Set<Logical>;
  readonly isLast: boolean;
}

function heldBy({ line, start, end, logical }: Entry): number {
  return logical === undefined ? line.length : end - start;
}

function close(logical: Logical): void {
  logical.isClosed = true;
  logical.text = '';
  delete logical.judged;
}

/** Characters of the text that are out. */
function outOf({ judged, emitted }: Logical): number {
  return judged === undefined ? emitted : judged.at - judged.forgotten;
}

/** Keeps of what is out as much as names need, where that is `least` characters less. */
function forget(logical: Logical, behind: number, least: number): void {
  const { judged } = logical;
  const upTo = outOf(logical);
  const start = Math.max(0, upTo - behind);
  const count = start < least ? 0 : start;
  if (judged !== undefined) judged.forgotten += count;
  if (count > 0) logical.text = logical.text.slice(count);
  logical.emitted = upTo - count;
}
