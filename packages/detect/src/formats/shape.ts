// The small language that formats are written in: `ghp_{alnum:36}`, `{digit:8-10}:AA{base64url:33}`, `Key=«{base64:86}==»`.
import { type Charset, charset, holds, isCharset } from './charsets.ts';

/** A literal, or `min` to `max` characters of a set. */
export type Segment =
  | { readonly literal: string; readonly set?: undefined }
  | { readonly set: Charset; readonly min: number; readonly max: number; readonly literal?: undefined };

/** A parsed format; the value is what its segments `valueFrom` to `valueTo` (exclusive) match. */
export interface Shape {
  readonly segments: readonly Segment[];
  readonly valueFrom: number;
  readonly valueTo: number;
}

const MACROS: Readonly<Record<string, string>> = {
  '{uuid}': '{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:12}',
};
const CLASS = /^\{([a-z0-9]{1,16}):(\d{1,6})(?:-(\d{1,6}))?\}/;
/** A class or a mark of the value. */
const TOKEN = /\{[a-z0-9]{1,16}:\d{1,6}(?:-\d{1,6})?\}|[«»]/g;

/** The class that `text` opens with, and how long its notation is. Anything else in braces is literal text. */
export function classAt(text: string): { segment: Segment & { set: Charset }; length: number } | undefined {
  const found = CLASS.exec(text);
  const [notation = '', name = '', min = '', max = min] = found ?? [];
  if (found === null || !isCharset(name)) return undefined;
  return { segment: { set: charset(name), min: Number(min), max: Number(max) }, length: notation.length };
}

/** Text with the shorthands written out. */
export function withoutMacros(text: string): string {
  let plain = text;
  for (const [macro, meaning] of Object.entries(MACROS)) plain = plain.replaceAll(macro, meaning);
  return plain;
}

/** A run of varying length is taken whole, so what follows may not begin with one of its characters. */
function demandNoOverlap(segments: readonly Segment[], source: string): void {
  for (const [index, { set, ...rest }] of segments.entries()) {
    const next = segments[index + 1];
    if (set === undefined || next === undefined || !('min' in rest) || rest.min === rest.max) continue;
    const overlaps =
      next.set === undefined
        ? holds(set, next.literal, 0)
        : Array.from(next.set.chars).some((char) => set.has[char.charCodeAt(0)] === 1);
    if (overlaps) throw new Error(`${source}: what follows a run of varying length must differ from it`);
  }
}

/** Parses a format; throws on one that could not be matched in one pass. */
export function parseShape(source: string): Shape {
  const text = withoutMacros(source);
  const segments: Segment[] = [];
  let literalFrom = 0;
  let valueFrom = 0;
  let valueTo = -1;
  const closeLiteral = (at: number, next: number): void => {
    if (at > literalFrom) segments.push({ literal: text.slice(literalFrom, at) });
    literalFrom = next;
  };
  for (const { 0: notation, index } of text.matchAll(TOKEN)) {
    const run = classAt(notation);
    if (notation.length > 1 && run === undefined) continue;
    closeLiteral(index, index + notation.length);
    if (run !== undefined) segments.push(run.segment);
    else if (notation === '«') valueFrom = segments.length;
    else valueTo = segments.length;
  }
  closeLiteral(text.length, text.length);
  demandNoOverlap(segments, source);
  return { segments, valueFrom, valueTo: valueTo === -1 ? segments.length : valueTo };
}

/** Where the segment that starts at `start` ends, or -1. Runs are taken as long as they go. */
function segmentEnd(segment: Segment, text: string, start: number): number {
  if (segment.set === undefined) return text.startsWith(segment.literal, start) ? start + segment.literal.length : -1;
  const limit = Math.min(text.length, start + segment.max);
  let end = start;
  while (end < limit && holds(segment.set, text, end)) end++;
  return end - start < segment.min ? -1 : end;
}

/** Where the segment that ends at `end` starts, or -1. */
function segmentStart(segment: Segment, text: string, end: number): number {
  if (segment.set === undefined) {
    const start = end - segment.literal.length;
    return start >= 0 && text.startsWith(segment.literal, start) ? start : -1;
  }
  const limit = Math.max(0, end - segment.max);
  let start = end;
  while (start > limit && holds(segment.set, text, start - 1)) start--;
  return end - start < segment.min ? -1 : start;
}

/** Where boundaries are written until all are known: most places hold no value, and nothing is made for them. */
const EDGES: number[] = [];

/**
 * The boundaries of all segments where segment `pivot` starts at `at`: one more than there are segments. Undefined where one does not
 * match. Looks at no character twice.
 */
export function boundaries({ segments }: Shape, text: string, at: number, pivot = 0): number[] | undefined {
  for (let index = pivot, end = at; index < segments.length; index++) {
    end = segmentEnd(segments[index] as Segment, text, end);
    if (end < 0) return undefined;
    EDGES[index + 1] = end;
  }
  for (let index = pivot - 1, start = at; index >= 0; index--) {
    start = segmentStart(segments[index] as Segment, text, start);
    if (start < 0) return undefined;
    EDGES[index] = start;
  }
  EDGES[pivot] = at;
  return EDGES.slice(0, segments.length + 1);
}
