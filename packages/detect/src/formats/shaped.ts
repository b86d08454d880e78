// Detectors of values that show by themselves what they are: a prefix, an infix or an address of the issuer's.
import type { Detector, Match, Policy } from './detector.ts';
import { endsWord, startsWord } from './boundary.ts';
import { looksRandom } from './placeholder.ts';
import { boundaries, parseShape, type Segment, type Shape } from './shape.ts';

export interface Shaped {
  /** Formats in the language of `shape.ts`. Each has a literal of three characters at least: its longest is the anchor. */
  readonly shapes: readonly string[];
  /**
   * More that must hold in `scan`: a checksum, a decoded header. In `redact` the shape is enough: a mistyped token is masked as well.
   */
  readonly check?: (value: string) => boolean;
  /** Values that are words, numbers or lists by nature are not judged by chance. */
  readonly chance?: false;
}

interface Anchored {
  readonly shape: Shape;
  readonly pivot: number;
  readonly anchor: string;
}

const ANCHOR_MIN = 3;
/** A shorter run says too little about chance. */
const JUDGED_MIN = 8;

function anchored(source: string): Anchored {
  const shape = parseShape(source);
  let pivot = 0;
  let anchor = '';
  for (const [index, { literal }] of shape.segments.entries()) {
    if (literal === undefined || literal.length <= anchor.length) continue;
    pivot = index;
    anchor = literal;
  }
  if (anchor.length < ANCHOR_MIN) throw new Error(`${source}: no literal of ${ANCHOR_MIN} characters to find it by`);
  return { shape, pivot, anchor: anchor.toLowerCase() };
}

/** False when a run of the value is a word, a series, or otherwise not made by chance. */
function runsLookRandom({ segments, valueFrom, valueTo }: Shape, text: string, edges: readonly number[]): boolean {
  for (let index = valueFrom; index < valueTo; index++) {
    const { set } = segments[index] as Segment;
    const run = text.slice(edges[index], edges[index + 1]);
    if (set !== undefined && run.length >= JUDGED_MIN && !looksRandom(run, set.chars.length)) return false;
  }
  return true;
}

function edgeAt(edges: readonly number[], index: number): number {
  return edges[index] ?? 0;
}

/** False when the value goes on in the characters of its last run: it is a longer one of another format. */
function endsWell({ segments }: Shape, text: string, end: number): boolean {
  const last = segments.at(-1);
  return endsWord(text, end) && (last?.set === undefined || last.set.has[text.charCodeAt(end)] !== 1);
}

export function shaped({ shapes, check, chance }: Shaped): Pick<Detector, 'anchors' | 'match'> {
  const all = shapes.map(anchored);
  const matchOne = ({ shape, pivot }: Anchored, text: string, at: number, policy: Policy): Match | undefined => {
    const edges = boundaries(shape, text, at, pivot);
    if (edges === undefined) return undefined;
    if (!startsWord(text, edgeAt(edges, 0)) || !endsWell(shape, text, edgeAt(edges, edges.length - 1)))
      return undefined;
    const match = { start: edgeAt(edges, shape.valueFrom), end: edgeAt(edges, shape.valueTo) };
    if (policy === 'redact') return match;
    if (chance !== false && !runsLookRandom(shape, text, edges)) return undefined;
    return check === undefined || check(text.slice(match.start, match.end)) ? match : undefined;
  };
  return {
    anchors: [...new Set(all.map(({ anchor }) => anchor))],
    match(text, at, policy) {
      for (const one of all) {
        const match = matchOne(one, text, at, policy);
        if (match !== undefined) return match;
      }
      return undefined;
    },
  };
}
