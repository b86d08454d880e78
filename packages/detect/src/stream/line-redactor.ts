// Masks one line, counts what was masked, and closes a line that a rule cannot judge.
import type { Finder, Looked } from '../rules/finder.ts';
import { RuleFailure } from '../rules/rule-failure.ts';
import type { Mask } from '../masks/mask.ts';
import { settled } from '../masks/settled.ts';
import { type Span, type Spans, spliced } from '../masks/span.ts';
import { merged } from '../masks/span-list.ts';
import { criHeader } from './cri.ts';

/** What a run has done. */
export interface Counts {
  /** Masks written, by rule. */
  readonly masked: Map<string, number>;
  /** Lines that held an anchor, and so were looked at closely. */
  candidates: number;
  /** Lines that were closed because a rule failed or a value was too long. */
  closed: number;
  /** The same by what closed them: the id of the rule that failed, `work-limit`, or `long-value`. */
  readonly closedBy: Map<string, number>;
}

/** Told of each mask that is written. */
export type OnMask = (span: Span) => void;

/** Closes a line of which a value does not end within a window. */
export const LONG_VALUE = 'long-value';

export class LineRedactor {
  readonly counts: Counts = { masked: new Map(), candidates: 0, closed: 0, closedBy: new Map() };
  readonly #finder: Finder;
  readonly #mask: Mask;
  readonly #onMask: OnMask;

  constructor(finder: Finder, mask: Mask, onMask: OnMask = () => undefined) {
    this.#finder = finder;
    this.#mask = mask;
    this.#onMask = onMask;
  }

  /**
   * What is to be masked in a line that is judged whole, so that redacting once more changes nothing; `known` is to be in any case.
   * Undefined where a rule failed: then nothing of the text may be shown.
   */
  spans(text: string, known: readonly Span[] = [], looked?: Looked): readonly Span[] | undefined {
    const found = this.found(text, looked);
    if (found === undefined) return undefined;
    const spans = known.length === 0 ? [...found] : merged([...known, ...found]);
    return settled(text, spans, { mask: this.#mask, find: (masked) => this.#foundAgain(masked) });
  }

  /** Of a line whose masks have been judged whole, one that cannot be judged with them stays as it is. */
  #foundAgain(masked: string): readonly Span[] {
    try {
      return [...this.#finder.find(masked)];
    } catch (error) {
      if (!(error instanceof RuleFailure)) throw error;
      return [];
    }
  }

  /** As `spans`, of a window of a line: the windows of its masked text lie elsewhere, so that nothing is settled by them. Serves until the next call. */
  found(text: string, looked?: Looked): Spans | undefined {
    this.counts.candidates++;
    try {
      return this.#finder.find(text, looked);
    } catch (error) {
      if (!(error instanceof RuleFailure)) throw error;
      this.close(error.rule);
      return undefined;
    }
  }

  /** Counts a line that is not shown, by what is at fault. */
  close(fault: string): void {
    this.counts.closed++;
    this.counts.closedBy.set(fault, (this.counts.closedBy.get(fault) ?? 0) + 1);
  }

  /** The line with its masks, or undefined where there is nothing to mask. `line` has no line end; `known` is to be masked in any case. */
  line(line: string, known: readonly Span[] = [], looked?: Looked): string | undefined {
    const spans = this.spans(line, known, looked);
    if (spans === undefined) return `${line.slice(0, criHeader(line)?.length ?? 0)}${CLOSED}`;
    return spans.length === 0 ? undefined : this.splice(line, spans);
  }

  splice(text: string, spans: readonly Span[]): string {
    return spliced(text, spans, (span) => this.masked(span, text));
  }

  masked(span: Span, text: string): string {
    this.counts.masked.set(span.rule, (this.counts.masked.get(span.rule) ?? 0) + 1);
    this.#onMask(span);
    return this.#mask(span, text);
  }
}

/** Stands in place of a text that could not be judged. */
export const CLOSED = '[redaction-error]';
