// A piece of text that is to be masked, and the text with its masks.
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

/** Several in a row, which are looked at from the first to the last. */
export interface Spans extends Iterable<Span> {
  readonly length: number;
  at(index: number): Span | undefined;
}

export function startOf(span: Span): number {
  return span.from ?? span.start;
}

/** The mask with what is written around it. */
export function inPlaceOf({ before, after }: Span, mask: string): string {
  return before === undefined && after === undefined ? mask : `${before ?? ''}${mask}${after ?? ''}`;
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
