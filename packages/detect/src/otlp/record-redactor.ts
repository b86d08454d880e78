// Redacts the texts of a record: each as a text of its own first, then beside their names, so that either finds what it knows.
import { CLOSED, type Counts, LineRedactor, type OnMask } from '../stream/line-redactor.ts';
import { LIMITS } from '../stream/limits.ts';
import { Redactor } from '../stream/redactor.ts';
import type { Finder } from '../rules/finder.ts';
import type { Mask } from '../masks/mask.ts';
import type { Part } from './part.ts';
import { PartText, putMasks } from './part-text.ts';

export class RecordRedactor {
  readonly #finder: Finder;
  readonly #mask: Mask;
  readonly #onMask: OnMask | undefined;
  readonly #lines: LineRedactor;

  constructor(finder: Finder, mask: Mask, onMask?: OnMask) {
    this.#finder = finder;
    this.#mask = mask;
    this.#onMask = onMask;
    this.#lines = new LineRedactor(finder, mask, onMask);
  }

  get counts(): Counts {
    return this.#lines.counts;
  }

  /** The bytes of a text of any number of lines, masked; undefined where nothing is. */
  bytes(bytes: Uint8Array): Uint8Array | undefined {
    if (!this.#mayHold(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1'))) return undefined;
    const redactor = new Redactor({ finder: this.#finder, mask: this.#mask, onMask: this.#onMask });
    const out = Buffer.concat([...redactor.push(bytes).map((part) => Buffer.from(part)), ...redactor.flush()]);
    const { candidates, closed, closedBy, masked } = redactor.counts;
    this.counts.candidates += candidates;
    this.counts.closed += closed;
    add(this.counts.masked, masked);
    add(this.counts.closedBy, closedBy);
    return out.equals(bytes) ? undefined : out;
  }

  /** Most texts hold no anchor, and need no redactor of their own. Each byte is a character. */
  #mayHold(text: string): boolean {
    return this.#finder.hasKnownValues || this.#finder.firstAnchor(text) >= 0;
  }

  /** The text as `bytes` would mask it, or as it is. */
  text(text: string): string {
    const masked = this.bytes(Buffer.from(text, 'utf8'));
    return masked === undefined ? text : Buffer.from(masked).toString('utf8');
  }

  /** Masks what values say beside their names. Longer records are judged value by value. */
  part(part: Part): void {
    const line = new PartText(part);
    if (line.length > LIMITS.window) this.#each(part, 'value');
    else this.#line(line);
  }

  #line({ text, places }: PartText): void {
    if (!this.#mayHold(text)) return;
    const spans = this.#lines.spans(text);
    if (spans === undefined) for (const { leaf } of places) leaf.put(CLOSED);
    else putMasks({ text, places }, spans, (span) => this.#lines.masked(span, text), CLOSED);
  }

  #each(part: Part, name: string): void {
    if (part.kind === 'list') for (const item of part.items) this.#each(item, name);
    else if (part.kind === 'map') {
      for (const entry of part.entries) {
        if (entry.nameLeaf !== undefined) this.#each(entry.nameLeaf, 'name');
        this.#each(entry.part, entry.name);
      }
    } else {
      const line = `{${JSON.stringify(name)}:${part.json}}`;
      const masked = this.text(line);
      if (masked !== line) part.put(onlyText(masked) ?? CLOSED);
    }
  }
}

function add(to: Map<string, number>, counts: ReadonlyMap<string, number>): void {
  for (const [rule, count] of counts) to.set(rule, (to.get(rule) ?? 0) + count);
}

/** The one value of an object, where it is a text. */
function onlyText(json: string): string | undefined {
  try {
    const [value] = Object.values(JSON.parse(json) as object) as unknown[];
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
