// What is to be masked so that redacting once more changes nothing: masks may show a rule what the values under them hid.
import type { Mask } from './mask.ts';
import { inPlaceOf, type Span, startOf } from './span.ts';
import { merged } from './span-list.ts';

/** Of 300,000 hostile texts none takes a third look; one that would is masked as far as it was judged. */
const LOOKS_MAX = 4;

export interface Looking {
  readonly mask: Mask;
  /** What is to be masked in a text, in order; undefined where it cannot be told. */
  readonly find: (text: string) => readonly Span[] | undefined;
}

/** The spans, grown until nothing is found in the text with their masks. In order, and none over another, as they came. */
export function settled(text: string, spans: readonly Span[], { mask, find }: Looking): readonly Span[] {
  let known = spans;
  for (let look = 0; look < LOOKS_MAX && known.length > 0; look++) {
    const shown = new MaskedText(text, known, mask);
    const more = find(shown.text) ?? [];
    const grown = more.length === 0 ? known : merged([...known, ...more.map((span) => shown.original(span))]);
    // Masks of a caller's own may look like values, and lie where they were.
    if (grown.length === known.length && grown.every((span, index) => covers(known[index], span))) return known;
    known = grown;
  }
  return known;
}

function covers(one: Span | undefined, other: Span): boolean {
  return one !== undefined && startOf(one) <= startOf(other) && one.end >= other.end;
}

/** A text with its masks, which knows where each of its places stood before. */
class MaskedText {
  readonly text: string;
  readonly #spans: readonly Span[];
  /** Of each span where its mask begins and ends, with what is written around it. */
  readonly #begins: number[] = [];
  readonly #ends: number[] = [];

  constructor(text: string, spans: readonly Span[], mask: Mask) {
    this.#spans = spans;
    let shown = '';
    let at = 0;
    for (const span of spans) {
      shown += text.slice(at, startOf(span));
      this.#begins.push(shown.length);
      shown += inPlaceOf(span, mask(span, text));
      this.#ends.push(shown.length);
      at = span.end;
    }
    this.text = shown + text.slice(at);
  }

  /** The same in the text without masks: of a mask that it touches, the whole value. */
  original(found: Span): Span {
    const [opened, within, closed] = [startOf(found), found.start, found.end - 1].map((at) => this.#maskAt(at));
    const from = opened === undefined ? this.#place(startOf(found)) : startOf(opened);
    const start = within === undefined ? this.#place(found.start) : within.start;
    const before = opened === undefined ? found.before : opened.before;
    const after = closed === undefined ? found.after : closed.after;
    return {
      start,
      end: closed === undefined ? this.#place(found.end) : closed.end,
      class: found.class,
      rule: found.rule,
      ...(from !== start && { from }),
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    };
  }

  /** The span in whose mask a character stands. */
  #maskAt(at: number): Span | undefined {
    const last = this.#lastBegun(at);
    return at < (this.#ends[last] ?? 0) ? this.#spans[last] : undefined;
  }

  /** Of a place in no mask. */
  #place(at: number): number {
    const last = this.#lastBegun(at - 1);
    const span = this.#spans[last];
    return span === undefined ? at : at - (this.#ends[last] ?? 0) + span.end;
  }

  /** The number of the last mask that begins at a character or before it, or -1. */
  #lastBegun(at: number): number {
    let [low, high] = [0, this.#begins.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#begins[middle] ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
