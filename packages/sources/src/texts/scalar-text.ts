// The text of a scalar with the place of each of its characters in the document, as far as its style tells.
import type { ScalarNode } from './document.ts';
import { decodedFrom } from './located.ts';
import type { Located } from './located.ts';

/** Exact for what stands in the document as it reads; of escaped and folded texts, the whole scalar. */
export function scalarText({ text, style, start, end }: ScalarNode, source: Located): Located {
  const raw = source.text.slice(start, end);
  if (style === 'literal') return new LiteralText(text, raw, { source, start });
  const quote = style === 'single' || style === 'double' ? 1 : 0;
  if (raw.length - 2 * quote === text.length && raw.startsWith(text, quote)) return part(source, start + quote, text);
  return decodedFrom(text, source, start, end);
}

/** The text that stands in the source from `start` on. */
export function part(source: Located, start: number, text: string): Located {
  return { text, spot: (from, to) => source.spot(start + from, start + to) };
}

/** A literal block: each of its lines stands in the document behind the indentation. */
class LiteralText implements Located {
  readonly text: string;
  readonly #raw: string;
  readonly #source: Located;
  readonly #start: number;
  #shifts: { readonly at: number; readonly shift: number }[] | undefined;

  constructor(text: string, raw: string, { source, start }: { readonly source: Located; readonly start: number }) {
    this.text = text;
    this.#raw = raw;
    this.#source = source;
    this.#start = start;
  }

  spot(start: number, end: number): ReturnType<Located['spot']> {
    this.#shifts ??= lineShifts(this.text, this.#raw);
    const line = this.#shifts.findLast(({ at }) => at <= start);
    if (line === undefined) return this.#source.spot(this.#start, this.#start + this.#raw.length);
    return this.#source.spot(this.#start + start + line.shift, this.#start + end + line.shift);
  }
}

/** For each line of the text, how far behind its own offset it stands in the raw text; ends where the two do not fit. */
function lineShifts(text: string, raw: string): { at: number; shift: number }[] {
  const shifts: { at: number; shift: number }[] = [];
  let rawAt = raw.indexOf('\n') + 1;
  for (let at = 0; at < text.length && rawAt > 0;) {
    const end = endOfLine(text, at);
    const rawEnd = endOfLine(raw, rawAt);
    const line = text.slice(at, end);
    const rawLine = raw.slice(rawAt, rawEnd).replace(/\r$/, '');
    if (!rawLine.endsWith(line)) break;
    shifts.push({ at, shift: rawAt + rawLine.length - line.length - at });
    at = end + 1;
    rawAt = rawEnd + 1;
  }
  return shifts;
}

function endOfLine(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed === -1 ? text.length : feed;
}
