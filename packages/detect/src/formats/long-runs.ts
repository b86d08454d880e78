// Whether a run stands in a line that is as long as a value's: of a line of names and no values that is told at once.
import { type Charset, charset, holds } from './charsets.ts';
import type { OfLine } from './line-memo.ts';
import type { Shape } from './shape.ts';

/** Of what runs are: the narrower the set, the fewer texts hold a long one. */
const SETS: readonly Charset[] = ['digit', 'word', 'base64url', 'token68'].map(charset);
/** Lengths that are looked for, each for values that begin with a run of so many characters or more. */
const LENGTHS = [32, 16, 8, 4];

/** One kind of run, by its index: kinds of a narrow set stand first. */
const KINDS = SETS.flatMap((set) => LENGTHS.map((length) => ({ set, length })));
/** Of values that begin with no run worth looking for. */
const NONE = -1;

/** The kind of run that all values of the shapes begin with. */
export function kindOf(shapes: readonly Shape[]): number {
  return KINDS.findIndex(({ set, length }) => shapes.every((shape) => leastRun(shape, set) >= length));
}

/** How many characters of the set every value of the shape begins with. */
export function leastRun({ segments }: Shape, within: Charset): number {
  let least = 0;
  for (const segment of segments) {
    const { literal, set } = segment;
    if (!Array.from(literal ?? set.chars).every((char) => holds(within, char, 0))) break;
    least += literal === undefined ? segment.min : literal.length;
  }
  return least;
}

/** No run begins in `[from, to)`; one begins at `to` where `isRun`. */
interface Known {
  from: number;
  to: number;
  isRun: boolean;
}

/** Serves one line at a time. Questions mostly go on in the line: then it looks at few characters, and at none twice. */
export class LongRuns implements OfLine {
  #line = -1;
  readonly #known: Known[] = KINDS.map(() => ({ from: 0, to: 0, isRun: false }));

  begin(line: number): void {
    if (line === this.#line) return;
    this.#line = line;
    for (const known of this.#known) restart(known, 0);
  }

  /** False where no run of the kind begins in `[from, limit)`; true where one may. */
  mayBegin(text: string, kind: number, from: number, limit: number): boolean {
    if (kind === NONE) return true;
    const known = this.#known[kind] as Known;
    if (from < known.from || from > known.to) restart(known, from);
    if (!known.isRun && known.to < limit) lookOn(text, known, kind, limit);
    return known.isRun && known.to < limit;
  }
}

function restart(known: Known, at: number): void {
  known.from = at;
  known.to = at;
  known.isRun = false;
}

function lookOn(text: string, known: Known, kind: number, limit: number): void {
  known.to = nextRun(text, kind, known.to, limit);
  known.isRun = known.to < limit;
}

/**
 * Where the next run of the kind begins in `[from, limit)`, or a place behind. Looks first at where a run would end: what ends it there ends
 * all that begin before.
 */
export function nextRun(text: string, kind: number, from: number, limit: number): number {
  if (kind === NONE) return from;
  const { set, length } = KINDS[kind] as (typeof KINDS)[number];
  let start = from;
  while (start < limit) {
    let at = start + length - 1;
    while (at >= start && holds(set, text, at)) at--;
    if (at < start) return start;
    start = at + 1;
  }
  return start;
}
