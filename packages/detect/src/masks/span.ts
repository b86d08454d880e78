// A piece of text that is to be masked, how pieces that overlap become one, and the text with its masks.
import type { SecretClass } from '../formats/detector.ts';

export interface Span {
  /** `[start, end)` is the value. */
  readonly start: number;
  readonly end: number;
  readonly class: SecretClass;
  /** Id of the detector or rule that found it. */
  readonly rule: string;
  /** Replaced from here on, where that is before the value: `password X` loses its space. */
  readonly from?: number;
  /** What is written around the mask, so that the syntax around it holds. */
  readonly before?: string;
  readonly after?: string;
}

export function startOf(span: Span): number {
  return span.from ?? span.start;
}

/** The mask with what is written around it. */
export function inPlaceOf({ before, after }: Span, mask: string): string {
  return before === undefined && after === undefined ? mask : `${before ?? ''}${mask}${after ?? ''}`;
}

/** In order, none overlapping: the longest wins, and covers what the others covered. The same where they are so already. */
export function merged(spans: readonly Span[]): readonly Span[] {
  if (areApart(spans)) return spans;
  const result: Span[] = [];
  for (const span of inOrder(spans)) {
    const last = result.at(-1);
    if (last === undefined || startOf(span) >= last.end) result.push(span);
    else if (span.end > last.end || span.end - startOf(span) > last.end - startOf(last))
      result[result.length - 1] = union(last, span);
  }
  return result;
}

/** As rules find them, spans mostly are. */
function areApart(spans: readonly Span[]): boolean {
  for (let at = 1, end = spans[0]?.end ?? 0; at < spans.length; at++) {
    const span = spans[at] as Span;
    if (startOf(span) < end) return false;
    end = span.end;
  }
  return true;
}

/** By where they start, the longest first. */
function inOrder(spans: readonly Span[]): readonly Span[] {
  const first = spans.findIndex((span, at) => at > 0 && compare(spans[at - 1] as Span, span) > 0);
  if (first < 0) return spans;
  // Lists that lie in one another give two rows in order: what one gives first, and what it adds to the one before.
  const row = spans.slice(0, first);
  const late: Span[] = [];
  for (let at = first; at < spans.length; at++) {
    const span = spans[at] as Span;
    if (compare(row.at(-1) as Span, span) <= 0) row.push(span);
    else if (late.length === 0 || compare(late.at(-1) as Span, span) <= 0) late.push(span);
    else return [...spans].sort(compare);
  }
  return interleaved(row, late);
}

/** Of two that are equal, the one of the first row was found first. */
function interleaved(row: readonly Span[], late: readonly Span[]): Span[] {
  const all: Span[] = [];
  let next = 0;
  for (const span of row) {
    for (; next < late.length && compare(late[next] as Span, span) < 0; next++) all.push(late[next] as Span);
    all.push(span);
  }
  for (; next < late.length; next++) all.push(late[next] as Span);
  return all;
}

function compare(a: Span, b: Span): number {
  return startOf(a) - startOf(b) || b.end - a.end;
}

function union(left: Span, right: Span): Span {
  const longest = right.end - startOf(right) > left.end - startOf(left) ? right : left;
  if (longest === left && right.end <= left.end) return left;
  const from = Math.min(startOf(left), startOf(right));
  const end = Math.max(left.end, right.end);
  if (from === startOf(longest) && end === longest.end) return longest;
  return { start: from, end, class: longest.class, rule: longest.rule };
}

/** The text with each span replaced. Spans are in order and do not overlap. */
export function spliced(text: string, spans: readonly Span[], mask: (span: Span, text: string) => string): string {
  let result = '';
  let at = 0;
  for (const span of spans) {
    result += `${text.slice(at, startOf(span))}${inPlaceOf(span, mask(span, text))}`;
    at = span.end;
  }
  return result + text.slice(at);
}
