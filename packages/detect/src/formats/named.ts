// Detectors of values that show nothing by themselves: the service's name stands before them in the line.
import type { Detector, Match, Policy } from './detector.ts';
import { endsWord, startsWord } from './boundary.ts';
import { holds } from './charsets.ts';
import { assigns, saysCredential } from './key-words.ts';
import { looksRandom } from './placeholder.ts';
import { boundaries, parseShape, type Segment, type Shape } from './shape.ts';

export interface Named {
  /** Names as words: `mailchimp api` is found as `mailchimp_api`, `MAILCHIMP-API`, `mailchimpApi`, `mailchimp.api`, `mailchimp api`. */
  readonly names: readonly string[];
  /** Formats of the value in the language of `shape.ts`. */
  readonly shapes: readonly string[];
  /** Words of which one must stand from the name to the value; absent, those of credentials in general. */
  readonly words?: readonly string[];
  readonly check?: (value: string) => boolean;
  /** Passwords and numbers are not judged by chance. */
  readonly chance?: false;
}

/** From the end of the name to the start of the value, in characters. */
const DISTANCE_MAX = 96;
const SEPARATORS = ['_', '-', '', '.', ' '];
const JUDGED_MIN = 8;

function spellings(names: readonly string[]): string[] {
  const all = names.flatMap((name) => SEPARATORS.map((separator) => name.replaceAll(' ', separator)));
  return [...new Set(all)];
}

function isLower(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

function isLetter(code: number): boolean {
  return isLower(code | 0x20);
}

/** False where the name is a part of a longer word: `linear` in `nonlinear`; `myLinear` and `my_linear` name it. */
function isNamed(text: string, at: number, end: number, words: readonly string[] | undefined): boolean {
  const before = text.charCodeAt(at - 1);
  const first = text.charCodeAt(at);
  if (isLetter(before) && !(isLower(before) && !isLower(first)) && !startsWord(text, at)) return false;
  const after = text.charCodeAt(end);
  if (!isLetter(after) || (isLower(text.charCodeAt(end - 1)) && !isLower(after))) return true;
  return saysCredential(text.slice(end, end + 8), words);
}

function looksMade({ segments, valueFrom, valueTo }: Shape, text: string, edges: readonly number[]): boolean {
  for (let index = valueFrom; index < valueTo; index++) {
    const { set } = segments[index] as Segment;
    const run = text.slice(edges[index], edges[index + 1]);
    if (set !== undefined && run.length >= JUDGED_MIN && !looksRandom(run, set.chars.length)) return false;
  }
  return true;
}

function matchFrom(shape: Shape, text: string, start: number, judge: boolean): Match | undefined {
  const edges = boundaries(shape, text, start);
  const end = edges?.at(-1);
  const last = shape.segments.at(-1);
  if (edges === undefined || end === undefined || !endsWord(text, end)) return undefined;
  if (last?.set !== undefined && holds(last.set, text, end)) return undefined;
  if (judge && !looksMade(shape, text, edges)) return undefined;
  return { start: edges[shape.valueFrom] ?? start, end: edges[shape.valueTo] ?? end };
}

export function named({ names, shapes, words, check, chance }: Named): Pick<Detector, 'anchors' | 'match'> {
  const anchors = spellings(names);
  const longestFirst = anchors.toSorted((a, b) => b.length - a.length);
  const parsed = shapes.map(parseShape);
  const isMatch = (text: string, at: number, match: Match, policy: Policy): boolean => {
    const between = text.slice(at, match.start);
    if (!saysCredential(between, words) || !assigns(between)) return false;
    return policy === 'redact' || check === undefined || check(text.slice(match.start, match.end));
  };
  return {
    anchors,
    match(text, at, policy) {
      const here = text.slice(at, at + 64).toLowerCase();
      const name = longestFirst.find((anchor) => here.startsWith(anchor));
      if (name === undefined || !isNamed(text, at, at + name.length, words)) return undefined;
      const from = at + name.length;
      const limit = Math.min(text.length, from + DISTANCE_MAX);
      for (let start = from; start < limit; start++) {
        if (!startsWord(text, start) || '-/+.~'.includes(text.charAt(start - 1))) continue;
        for (const shape of parsed) {
          const match = matchFrom(shape, text, start, policy === 'scan' && chance !== false);
          if (match !== undefined && isMatch(text, at, match, policy)) return match;
        }
      }
      return undefined;
    },
  };
}
