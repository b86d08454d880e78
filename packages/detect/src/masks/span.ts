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
export function inPlaceOf({ before = '', after = '' }: Span, mask: string): string {
  return `${before}${mask}${after}`;
}

/** In order, none overlapping: the longest wins, and covers what the others covered. */
export function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of inOrder(spans)) {
    const last = result.at(-1);
    if (last === undefined || startOf(span) >= last.end) result.push(span);
    else if (span.end > last.end || span.end - startOf(span) > last.end - startOf(last))
      result[result.length - 1] = union(last, span);
  }
  return result;
}

/** By where they start, the longest first; as rules find them they mostly are. */
function inOrder(spans: readonly Span[]): readonly Span[] {
  for (let at = 1; at < spans.length; at++)
    if (compare(spans[at - 1] as Span, spans[at] as Span) > 0) return [...spans].sort(compare);
  return spans;
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
