// What a shape demands around the literal that it is found by, as an anchor: most places where the literal stands by chance fall out.
import type { Pattern } from '../anchors/pattern.ts';
import type { Segment, Shape } from './shape.ts';

/** To each side of the literal; further steps would tell no more. */
const STEPS_MAX = 8;

/** The literal as it is written, and the bytes beside it whose place is certain. */
export function shapePattern({ segments }: Shape, pivot: number): Pattern {
  const literal = Array.from(segments[pivot]?.literal ?? '');
  const before = stepsFrom(segments.slice(0, pivot).toReversed(), true);
  const after = stepsFrom(segments.slice(pivot + 1), false);
  return { steps: [...before.toReversed(), ...literal, ...after], lead: before.length, length: literal.length };
}

/** A run of varying length ends what is certain: only its least length is. */
function stepsFrom(segments: readonly Segment[], isBackward: boolean): string[] {
  const steps: string[] = [];
  for (const segment of segments) {
    if (segment.set === undefined) {
      const letters = Array.from(segment.literal);
      steps.push(...(isBackward ? letters.toReversed() : letters));
    } else {
      steps.push(...Array<string>(Math.min(segment.min, STEPS_MAX)).fill(segment.set.chars));
      if (segment.min !== segment.max) break;
    }
    if (steps.length >= STEPS_MAX) break;
  }
  return steps.slice(0, STEPS_MAX);
}
