// Detectors of values that show by themselves what they are: a prefix, an infix or an address of the issuer's.
import type { Detector, Match, Policy } from './detector.ts';
import { shapePattern } from './shape-pattern.ts';
import { parseShape, type Shape } from './shape.ts';
import { longer, shapeValue } from './shape-value.ts';

export interface Shaped {
  /** Formats in the language of `shape.ts`. Each has a literal of three characters at least: its longest is the anchor. */
  readonly shapes: readonly string[];
  /**
   * More that must hold in `scan`: a checksum, a decoded header. In `redact` the shape is enough: a mistyped token is masked as well.
   */
  readonly check?: (value: string) => boolean;
  /** Values that are words, numbers or lists by nature are not judged by chance. */
  readonly chance?: false;
  /** The value may be longer than a detector may look: what is found ends where that ends. */
  readonly isOpen?: true;
}

interface Anchored {
  readonly shape: Shape;
  readonly pivot: number;
  readonly anchor: string;
}

const ANCHOR_MIN = 3;

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

export function shaped({
  shapes,
  check,
  chance,
  isOpen,
}: Shaped): Pick<Detector, 'anchors' | 'patterns' | 'match' | 'format'> {
  const all = shapes.map(anchored);
  const accepts = (text: string, { start, end }: Match, policy: Policy): boolean =>
    policy === 'redact' || check === undefined || check(text.slice(start, end));
  return {
    anchors: [...new Set(all.map(({ anchor }) => anchor))],
    format: { shapes },
    patterns: all.map(({ shape, pivot }) => shapePattern(shape, pivot)),
    match(text, at, policy) {
      const isJudged = policy === 'scan' && chance !== false;
      let longest: Match | undefined;
      for (const { shape, pivot } of all) {
        const match = shapeValue(shape, text, { at, pivot, isJudged, isOpen: isOpen === true });
        if (match !== undefined && accepts(text, match, policy)) longest = longer(longest, match);
      }
      return longest;
    },
  };
}
