// Finds what is to be masked in one line: anchors first, then the rules and detectors that they belong to.
import { Automaton, caseless, type Steps } from '../anchors/automaton.ts';
import type { Detector } from '../formats/detector.ts';
import { isName } from '../text/characters.ts';
import { RULES } from './all.ts';
import { CARD_CLASSES } from './card-values.ts';
import { besideCards } from './named-values.ts';
import type { Rule } from './rule.ts';
import type { KnownValues } from '../known/known-values.ts';
import { isMasked, standsInMark } from '../masks/mask.ts';
import { merged, type Span } from '../masks/span.ts';

/** Says which rule failed and nothing of the text. */
export class RuleFailure extends Error {
  override readonly name = 'RuleFailure';
  readonly rule: string;

  constructor(rule: string) {
    super(`the rule ${rule} failed`);
    this.rule = rule;
  }
}

export class Finder {
  readonly #anchors: Automaton;
  readonly #rules: readonly Rule[];
  readonly #neighbours: Automaton;

  readonly #known: KnownValues | undefined;

  constructor(detectors: readonly Detector[] = [], known?: KnownValues) {
    this.#known = known;
    const all = [...RULES, ...detectors.map(ruleOf)];
    const patterns: Steps[] = [];
    const owners: Rule[] = [];
    for (const rule of all) {
      for (const anchor of rule.anchors) {
        patterns.push(anchor);
        owners.push(rule);
      }
    }
    this.#anchors = new Automaton(patterns);
    this.#rules = owners;
    this.#neighbours = new Automaton(besideCards.anchors);
  }

  /** The place after the first anchor in `[from, to)`, or -1: lines without one hold nothing to mask. */
  firstAnchor(bytes: Uint8Array, from: number, to: number): number {
    const anchor = this.#anchors.first(bytes, from, to);
    const known = this.#known?.first(bytes, from, anchor < 0 ? to : anchor) ?? -1;
    return known < 0 ? anchor : known;
  }

  /** Whether values are known, of which any text may be a beginning. */
  get hasKnownValues(): boolean {
    return this.#known !== undefined;
  }

  /** What is to be masked in a line whose characters are bytes. Throws a RuleFailure when a rule or detector throws. */
  find(text: string): readonly Span[] {
    const spans = this.#found(text, this.#anchors, this.#rules);
    if (this.#known !== undefined) spans.push(...this.#known.spans(text));
    if (!spans.some((span) => CARD_CLASSES.has(span.class))) return merged(spans);
    const owners = besideCards.anchors.map(() => besideCards);
    return merged([...spans, ...this.#found(text, this.#neighbours, owners)]);
  }

  /** Anchors inside a value that is masked already are not asked again: work stays linear in the line. */
  #found(text: string, anchors: Automaton, owners: readonly Rule[]): Span[] {
    const spans: Span[] = [];
    let last: Span | undefined;
    const named = new Map<Rule, number>();
    for (const { pattern, start, end } of anchors.all(text)) {
      const rule = owners[pattern];
      if (rule === undefined || (last !== undefined && start >= last.start && start < last.end)) continue;
      if (standsInMark(text, start)) continue;
      if (rule.isOfName === true) {
        if (start < (named.get(rule) ?? 0)) continue;
        named.set(rule, nameEnd(text, end));
      }
      for (const span of findBy(rule, text, { start, end })) {
        spans.push(span);
        if (last === undefined || span.end > last.end) last = span;
      }
    }
    return spans;
  }
}

function nameEnd(text: string, from: number): number {
  let end = from;
  while (isName(text, end)) end++;
  return end;
}

function findBy(rule: Rule, text: string, anchor: { start: number; end: number }): readonly Span[] {
  try {
    return rule.find(text, anchor);
  } catch {
    throw new RuleFailure(rule.id);
  }
}

function ruleOf(detector: Detector): Rule {
  return {
    id: detector.id,
    anchors: detector.anchors.map(caseless),
    find(text, { start }) {
      const match = detector.match(text, start, 'redact');
      // What was masked before is no value, whatever its form.
      if (match === undefined || isMasked(text.slice(match.start, match.end)) || standsInMark(text, match.start))
        return [];
      return [{ ...match, class: detector.class, rule: detector.id }];
    },
  };
}
