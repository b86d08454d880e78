// Writes a record as one line of JSON, in which a finder sees values beside their names, and knows where each text stands.
import { inPlaceOf, type Span, startOf } from '../masks/span.ts';
import type { Leaf, Part } from './part.ts';

interface Place {
  readonly leaf: Leaf;
  /** `[start, end)` in the line, each byte a character. */
  readonly start: number;
  readonly end: number;
}

export class PartText {
  readonly places: Place[] = [];
  readonly #pieces: string[] = [];
  #length = 0;

  constructor(part: Part) {
    this.#part(part, '');
  }

  /** Put together anew each time. A list's name comes again for each item, so only a text of a known length may be asked for. */
  get text(): string {
    return this.#pieces.join('');
  }

  get length(): number {
    return this.#length;
  }

  #part(part: Part, name: string): void {
    if (part.kind === 'leaf') this.#leaf(part);
    else if (part.kind === 'list') this.#list(part.items, name);
    else {
      this.#write('{');
      for (const [index, entry] of part.entries.entries()) {
        this.#write(index === 0 ? '"' : ',"');
        const json = asBytes(entry.nameLeaf?.json ?? JSON.stringify(entry.name));
        if (entry.nameLeaf !== undefined)
          // Its quotes are the line's own.
          this.places.push({ leaf: entry.nameLeaf, start: this.#length - 1, end: this.#length - 1 + json.length });
        this.#write(`${json.slice(1)}:`);
        this.#part(entry.part, json);
      }
      this.#write('}');
    }
  }

  /** Each item beside the list's name, as if the name came again: what is asked of a value is asked of each. */
  #list(items: readonly Part[], name: string): void {
    if (items.length === 0) this.#write('null');
    for (const [index, item] of items.entries()) {
      if (index > 0) this.#write(name === '' ? ',' : `,${name}:`);
      this.#part(item, name);
    }
  }

  #leaf(leaf: Leaf): void {
    const json = asBytes(leaf.json);
    this.places.push({ leaf, start: this.#length, end: this.#length + json.length });
    this.#write(json);
  }

  #write(piece: string): void {
    this.#pieces.push(piece);
    this.#length += piece.length;
  }
}

/** A character for each byte of UTF-8, as finders read. */
function asBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/**
 * Puts what the spans say in the place of each text that they touch. `closed` is what a text becomes whose rest would be no JSON.
 * Spans are in order and do not overlap.
 */
export function putMasks(
  { text, places }: Pick<PartText, 'text' | 'places'>,
  spans: readonly Span[],
  mask: (span: Span) => string,
  closed: string,
): void {
  let first = 0;
  for (const { leaf, start, end } of places) {
    while (first < spans.length && (spans[first] as Span).end <= start) first++;
    let shown = '';
    let at = start;
    let isOver = false;
    for (let index = first; index < spans.length && startOf(spans[index] as Span) < end; index++) {
      const span = spans[index] as Span;
      isOver ||= startOf(span) < start || span.end > end;
      shown += `${text.slice(at, Math.max(at, startOf(span)))}${inPlaceOf(span, mask(span))}`;
      at = Math.min(span.end, end);
    }
    if (at > start) leaf.put(isOver ? closed : (textOf(shown + text.slice(at, end)) ?? closed));
  }
}

/** The text that JSON writes so; undefined for anything else. */
function textOf(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(json, 'latin1').toString('utf8'));
    return typeof value === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
