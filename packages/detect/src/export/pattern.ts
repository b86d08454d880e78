// A regular expression for a format, of the kind that RE2 and Rust take: no looking around, no repeating beyond a thousand.
import { charset, type Charset, holds } from '../formats/charsets.ts';
import { parseShape, type Segment, type Shape } from '../formats/shape.ts';

/** What stands around the value stays; each part is a regular expression. */
export interface Pattern {
  readonly before: string;
  readonly value: string;
  readonly after: string;
}

/** https://github.com/google/re2/wiki/Syntax: greater counts are refused. */
const REPEAT_MAX = 1000;
const WORD = charset('word');

/** Undefined where a run is longer than such expressions can ask for. */
export function patternOf(source: string): Pattern | undefined {
  const shape = parseShape(source);
  const { segments, valueFrom, valueTo } = shape;
  if (segments.some((segment) => segment.set !== undefined && segment.min > REPEAT_MAX)) return undefined;
  const part = (from: number, to: number): string => segments.slice(from, to).map(segmentPattern).join('');
  const [start, end] = edges(shape);
  const before = part(0, valueFrom);
  const after = part(valueTo, segments.length);
  const value = part(valueFrom, valueTo);
  return {
    before: before === '' ? '' : start + before,
    value: (before === '' ? start : '') + value + (after === '' ? end : ''),
    after: after === '' ? '' : after + end,
  };
}

/** What must hold at both ends, so that no piece of a longer word is taken for the whole. */
function edges({ segments }: Shape): readonly [start: string, end: string] {
  const first = segments[0] as Segment;
  const last = segments.at(-1) as Segment;
  return [isOfWords(first) ? String.raw`\b` : '', isOfWords(last) ? String.raw`\b` : ''];
}

function isOfWords({ literal, set }: Segment): boolean {
  const chars = set?.chars ?? literal ?? '';
  return Array.from(chars).every((_, at) => holds(WORD, chars, at));
}

function segmentPattern(segment: Segment): string {
  if (segment.set === undefined) return escaped(segment.literal);
  const { set, min, max } = segment;
  if (min === max) return `${classPattern(set)}{${min}}`;
  return `${classPattern(set)}{${min},${max > REPEAT_MAX ? '' : max}}`;
}

/** Quotes are written as numbers, so that the pattern can stand within any. */
export function escaped(literal: string): string {
  return literal
    .replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)
    .replaceAll("'", String.raw`\x27`)
    .replaceAll('"', String.raw`\x22`)
    .replaceAll('`', String.raw`\x60`);
}

/** Characters that follow one another become a range. */
export function classPattern({ chars }: Pick<Charset, 'chars'>): string {
  const codes = [...new Set(Array.from(chars, (char) => char.charCodeAt(0)))].toSorted((a, b) => a - b);
  let ranges = '';
  for (let at = 0; at < codes.length;) {
    let end = at;
    while (codes[end + 1] === (codes[end] as number) + 1) end++;
    const first = classChar(codes[at] as number);
    ranges +=
      end - at < 2
        ? codes
            .slice(at, end + 1)
            .map(classChar)
            .join('')
        : `${first}-${classChar(codes[end] as number)}`;
    at = end + 1;
  }
  return `[${ranges}]`;
}

function classChar(code: number): string {
  const char = String.fromCharCode(code);
  return /[A-Za-z0-9_]/.test(char) ? char : `\\x${code.toString(16).padStart(2, '0')}`;
}
