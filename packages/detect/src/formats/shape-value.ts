// The value of a shape at a place: whole words only, and runs that chance may have made.
import type { Match } from './detector.ts';
import { endsWord, startsWord } from './boundary.ts';
import { holds } from './charsets.ts';
import { looksRandom } from './placeholder.ts';
import { boundaries, type Segment, type Shape } from './shape.ts';

/** A shorter run says too little about chance. */
const JUDGED_MIN = 8;

/** False when a run of the value is a word, a series, or otherwise not made by chance. */
function runsLookRandom({ segments, valueFrom, valueTo }: Shape, text: string, edges: readonly number[]): boolean {
  for (let index = valueFrom; index < valueTo; index++) {
    const { set } = segments[index] as Segment;
    const run = text.slice(edges[index], edges[index + 1]);
    if (set !== undefined && run.length >= JUDGED_MIN && !looksRandom(run, set.chars.length)) return false;
  }
  return true;
}

/** False when the value goes on in the characters of its last run: it is a longer one of another format. */
function endsWell({ segments }: Shape, text: string, end: number): boolean {
  const last = segments.at(-1);
  return endsWord(text, end) && (last?.set === undefined || !holds(last.set, text, end));
}

/** Where a shape is looked for: its segment `pivot` starts at `at`. */
export interface Place {
  readonly at: number;
  readonly pivot: number;
  /** Whether runs must look as chance makes them. */
  readonly isJudged: boolean;
  /** Whether the value may go on where its longest run ends. */
  readonly isOpen?: boolean;
}

/** The value of `shape` at `place`; undefined where the shape is not there, or only a part of something longer. */
export function shapeValue(shape: Shape, text: string, { at, pivot, isJudged, isOpen }: Place): Match | undefined {
  const edges = boundaries(shape, text, at, pivot);
  if (edges === undefined) return undefined;
  const [first = at] = edges;
  if (!startsWord(text, first)) return undefined;
  if (isOpen !== true && !endsWell(shape, text, edges.at(-1) ?? first)) return undefined;
  if (isJudged && !runsLookRandom(shape, text, edges)) return undefined;
  return { start: edges[shape.valueFrom] ?? first, end: edges[shape.valueTo] ?? first };
}

/** The longer of two matches: a format with padding ends after one without. */
export function longer(one: Match | undefined, other: Match | undefined): Match | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other.end - other.start > one.end - one.start ? other : one;
}
