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
  /** Of what is held still, while an entry of another stream keeps it back. */
  judged?: Judged;
}

/** An entry that waits: of a logical line the place of its text there, else the whole entry. */
interface Entry {
  readonly head: string;
  readonly tail: string;
  readonly logical?: Logical;
  readonly length: number;
}

export class PartialLines {
  readonly #lines: LineRedactor;
  readonly #limits: Limits;
  readonly #whole: (line: string) => string | undefined;
  readonly #open = new Map<CriHeader['stream'], Logical>();
  readonly #waiting: Entry[] = [];
  #size = 0;

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
    const logical = open ?? { text: '', emitted: 0, isEnded: false };
    const end = contentEnd(line);
    this.#waiting.push({ head: line.slice(0, length), tail: line.slice(end), logical, length: end - length });
    logical.text += line.slice(length, end);
    if (isPartial) this.#open.set(stream, logical);
    else {
      logical.isEnded = true;
      this.#open.delete(stream);
    }
    return this.#added(line.length);
  }

  /** An entry between others: it keeps its place. */
  addOther(line: string): string {
    this.#waiting.push({ head: line, tail: '', length: 0 });
    return this.#added(line.length);
  }

  #added(bytes: number): string {
    this.#size += bytes;
    if (!this.isOpen) return this.flush();
    return this.#size < this.#limits.window ? '' : this.#release(false);
  }

  /** Nothing more comes. */
  flush(): string {
    const out = this.#release(true);
    this.#open.clear();
    return out;
  }

  /** Lets out the entries at the front whose logical lines no later entry changes; at least one, closed if it must be. */
  #release(isLast: boolean): string {
    const fresh = new Set<Logical>();
    const asked = new Set<Logical>();
    let out = '';
    let count = 0;
    for (const entry of this.#waiting) {
      if (entry.logical === undefined) out += this.#whole(entry.head) ?? entry.head;
      else {
        const found = this.#judged(entry.logical, entry.length, { fresh, isLast });
        asked.add(entry.logical);
        if (found.at + entry.length > found.safe) break;
        out += entry.head + this.#content(found, entry.length) + entry.tail;
      }
      count++;
    }
    for (const logical of asked) {
      forget(logical, this.#limits.behind);
      if (logical.judged?.isClosed === true) delete logical.judged;
    }
    this.#drop(count);
    return count === 0 && this.#waiting.length > 0 ? this.#closed() : out;
  }

  /** What was judged serves as long as it reaches: nothing that comes later changes what is safe. */
  #judged(logical: Logical, length: number, { fresh, isLast }: Releasing): Judged {
    const known = logical.judged;
    if (known !== undefined && (known.at + length <= known.safe || fresh.has(logical))) return known;
    forget(logical, this.#limits.behind);
    const found = this.#judge(logical, isLast);
    logical.judged = found;
    fresh.add(logical);
    return found;
  }

  #judge(logical: Logical, isLast: boolean): Judged {
    const { text, emitted, isEnded } = logical;
    const length = text.length;
    // Entries that are mostly header: what is held of the text is too short for anything to be let out, whatever stands in it.
    const place = isEnded || isLast ? length : length - this.#limits.ahead;
    if (place < emitted) return { text, at: emitted, spans: [], safe: place, isClosed: false, next: 0, forgotten: 0 };
    const spans = this.#lines.spans(text);
    if (spans === undefined)
      return { text, at: emitted, spans: [], safe: length, isClosed: true, next: 0, forgotten: 0 };
    const across = spans.find((span) => startOf(span) < place && span.end > place);
    const safe = across === undefined ? place : startOf(across);
    return { text, at: emitted, spans, safe, isClosed: false, next: 0, forgotten: 0 };
  }

  /** The next characters of a logical line with their masks: a mask stands whole in the entry where its value begins. */
  #content(judged: Judged, length: number): string {
    const { text, spans } = judged;
    const end = judged.at + length;
    if (judged.isClosed) {
      const isFirst = judged.next++ === 0;
      judged.at = end;
      return isFirst ? CLOSED : '';
    }
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

  /** The first entry holds a value that goes on beyond what may be held. */
  #closed(): string {
    const [entry] = this.#waiting;
    if (entry?.logical === undefined) return '';
    const { logical } = entry;
    delete logical.judged;
    logical.emitted += entry.length;
    forget(logical, this.#limits.behind);
    this.#drop(1);
    this.#lines.close(LONG_VALUE);
    return entry.head + CLOSED + entry.tail;
  }

  #drop(count: number): void {
    for (const { head, tail, length } of this.#waiting.splice(0, count))
      this.#size -= head.length + tail.length + length;
  }
}

interface Judged {
  readonly text: string;
  /** How far the text is out. */
  at: number;
  readonly spans: readonly Span[];
  readonly safe: number;
  readonly isClosed: boolean;
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

/** Keeps of what is out as much as names need. */
function forget(logical: Logical, behind: number): void {
  const { judged } = logical;
  const upTo = judged === undefined ? logical.emitted : judged.at - judged.forgotten;
  const start = Math.max(0, upTo - behind);
  if (judged !== undefined) judged.forgotten += start;
  logical.text = logical.text.slice(start);
  logical.emitted = upTo - start;
}
