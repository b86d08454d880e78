// Asks the rules of a line's anchors, one anchor after the other, as long as the work stays in proportion to the line.
import { assigns } from '../formats/key-words.ts';
import type { LineMemo } from '../formats/line-memo.ts';
import { Marks } from '../masks/mask.ts';
import { type Span, startOf } from '../masks/span.ts';
import { isDigit, isName } from '../text/characters.ts';
import { type AnchoredRules, OF_NO_NAME } from './anchored-rules.ts';
import { isOfCard } from './card-values.ts';
import { RuleFailure } from './rule-failure.ts';
import type { Anchored, Rule } from './rule.ts';

/** Work for a line of that length, in units of what a detector does: records that hold five secrets in a hundred characters need a quarter of a unit for each. */
export type WorkLimit = (characters: number) => number;

const WORK_MIN = 4096;
const CHARACTERS_OF_UNIT = 3;
export const workLimit: WorkLimit = (characters) => WORK_MIN + Math.floor(characters / CHARACTERS_OF_UNIT);

/** Of a rule that does not say: it follows names and quotes. */
const RULE_WORK = 4;
/** Says that a line was closed because its work went beyond that. */
export const WORK_RULE = 'work-limit';

/** Where spans go in the order in which they are found. */
export interface Sink {
  push(span: Span): unknown;
}

export interface AskingOptions {
  readonly sink: Sink;
  readonly rules: AnchoredRules;
  readonly memo: LineMemo;
  readonly limit: WorkLimit;
}

/** Anchors inside a value that is masked already are not asked again: work stays linear in the line. */
export class Asking {
  /** Whether a span is a card's. */
  holdsCard = false;
  readonly #text: string;
  readonly #sink: Sink;
  readonly #rules: AnchoredRules;
  readonly #memo: LineMemo;
  readonly #marks: Marks;
  /** Up to where names were judged, by the number of the rule. */
  readonly #named: number[] = [];
  #last: Span | undefined;
  /** Where the anchor stands in the last name that a card was assigned to. */
  #cardNamedAt = -1;
  #asked: Rule | undefined;
  #askedAt = -1;
  #workLeft: number;

  constructor(text: string, { sink, rules, memo, limit }: AskingOptions) {
    this.#text = text;
    this.#sink = sink;
    this.#rules = rules;
    this.#memo = memo;
    this.#marks = new Marks(text);
    this.#workLeft = limit(text.length);
  }

  /** Anchors of the text in order, as `AnchoredRules` has them. Throws a RuleFailure. */
  ask(anchors: readonly number[]): void {
    const text = this.#text;
    const { rules, lengths, names } = this.#rules.owned;
    for (let at = 0; at < anchors.length; at += 2) {
      const anchor = anchors[at] as number;
      const start = anchors[at + 1] as number;
      const last = this.#last;
      if (last !== undefined && start >= last.start && start < last.end) continue;
      if (this.#marks.holds(start)) continue;
      const rule = rules[anchor] as Rule;
      const end = start + (lengths[anchor] as number);
      const name = names[anchor] as number;
      if (name !== OF_NO_NAME) {
        if (start < (this.#named[name] ?? 0)) continue;
        this.#named[name] = nameEnd(text, start, end);
      }
      if (start === this.#cardNamedAt && rule.isOfCardName === true) continue;
      // Two shapes of a detector may have the same literal.
      if (rule === this.#asked && start === this.#askedAt && rule.patterns !== undefined) continue;
      this.#asked = rule;
      this.#askedAt = start;
      this.#askRule(rule, { start, end });
    }
  }

  #askRule(rule: Rule, anchor: Anchored): void {
    this.#workLeft -= rule.work ?? RULE_WORK;
    if (this.#workLeft < 0) throw new RuleFailure(WORK_RULE);
    const found = findBy(rule, this.#text, anchor, this.#memo);
    for (const span of found) {
      const last = this.#last;
      this.holdsCard ||= isOfCard(span);
      // Of two rules that find the same, the first says what it is.
      if (last !== undefined && span.end === last.end && startOf(span) === startOf(last)) continue;
      this.#sink.push(span);
      if (last === undefined || span.end > last.end) this.#last = span;
      if (rule.isOfName === true && span.class === 'card' && this.#isWholeCard(span, anchor))
        this.#cardNamedAt = anchor.start;
    }
  }

  /** As the detectors of cards see it: no digits follow that may belong to it, and it is assigned. */
  #isWholeCard({ start, end }: Span, anchor: Anchored): boolean {
    return !isDigit(this.#text, end + 1) && assigns(this.#text, anchor.start, start);
  }

  /** Where anchors begin to matter again that end behind `to`: those in a value that was found are asked no more. */
  after(to: number): number {
    const last = this.#last;
    return last !== undefined && last.end > to && last.start + this.#rules.longest <= to ? last.end : to;
  }
}

/** Some anchors end in the sign that follows a name: another name may begin there. */
function nameEnd(text: string, start: number, from: number): number {
  let end = from;
  while (end > start && !isName(text, end - 1)) end--;
  if (end < from) return end;
  while (isName(text, end)) end++;
  return end;
}

function findBy(rule: Rule, text: string, anchor: Anchored, memo: LineMemo): readonly Span[] {
  try {
    return rule.find(text, anchor, memo);
  } catch (error) {
    throw error instanceof RuleFailure ? error : new RuleFailure(rule.id);
  }
}
