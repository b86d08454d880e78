// Finds what is to be masked in one line: anchors first, then the rules and detectors that they belong to.
import type { AnchorFilter } from '../anchors/anchor-filter.ts';
import { bare, caseless } from '../anchors/pattern.ts';
import type { Detector } from '../formats/detector.ts';
import { CREDENTIAL_WORDS } from '../formats/key-words.ts';
import { LineMemo } from '../formats/line-memo.ts';
import { isName } from '../text/characters.ts';
import { RULES } from './all.ts';
import { AnchoredRules } from './anchored-rules.ts';
import { CARD_CLASSES } from './card-values.ts';
import { besideCards } from './named-values.ts';
import type { Anchored, Rule } from './rule.ts';
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

export interface FinderOptions {
  /** `false`: lines are searched with tables alone, even where the machine has SIMD. */
  readonly simd?: boolean;
}

/** The rules of context, then one for each detector. */
export function redactionRules(detectors: readonly Detector[]): readonly Rule[] {
  return [...RULES, ...detectors.map(ruleOf)];
}

const compiled = {
  simd: new WeakMap<readonly Detector[], AnchoredRules>(),
  tables: new WeakMap<readonly Detector[], AnchoredRules>(),
};

function anchoredRules(detectors: readonly Detector[], simd: boolean): AnchoredRules {
  const made = simd ? compiled.simd : compiled.tables;
  const known = made.get(detectors);
  if (known !== undefined) return known;
  const rules = new AnchoredRules(redactionRules(detectors), simd);
  made.set(detectors, rules);
  return rules;
}

const NO_DETECTORS: readonly Detector[] = [];
const NEIGHBOURS = new AnchoredRules([besideCards]);

export class Finder {
  readonly #rules: AnchoredRules;
  readonly #filter: AnchorFilter;
  readonly #known: KnownValues | undefined;
  readonly #memo = new LineMemo();

  /** `known` is masked wherever it stands. */
  constructor(detectors: readonly Detector[] = NO_DETECTORS, known?: KnownValues, { simd = true }: FinderOptions = {}) {
    this.#known = known;
    this.#rules = anchoredRules(detectors, simd);
    this.#filter = this.#rules.filter;
  }

  /** Memory of `SPACE_BYTES`: texts that are read into it are searched where they lie. Undefined where there is no SIMD. */
  get space(): Uint8Array | undefined {
    return this.#filter.space;
  }

  /** Places at the end of which something may have to be masked, in order, for whole lines in `[from, to)`: other lines hold nothing. */
  places(bytes: Uint8Array, from: number, to: number): readonly number[] {
    const ends = this.#filter.ends(bytes, from, to);
    if (this.#known === undefined) return ends;
    const places = this.#known.places(bytes, from, to);
    return places.length === 0 ? ends : [...ends, ...places].sort((one, other) => one - other);
  }

  /** The place after the first anchor of a line of which more may come, or -1. */
  firstAnchor(text: string): number {
    return this.#rules.first(text);
  }

  /** Whether values are known, of which any text may be a beginning. */
  get hasKnownValues(): boolean {
    return this.#known !== undefined;
  }

  /** The anchors in a line whose characters are bytes, as `AnchoredRules` has them. */
  anchors(text: string): readonly number[] {
    return this.#rules.anchors(text);
  }

  /** Whether one of the anchors is the rule's. */
  hasAnchorOf(rule: Rule, anchors: readonly number[]): boolean {
    return anchors.some((anchor, at) => at % 2 === 0 && this.#rules.ruleOf(anchor) === rule);
  }

  /** What is to be masked in a line that holds these anchors. Throws a RuleFailure when a rule or detector throws. */
  find(text: string, anchors: readonly number[] = this.anchors(text)): readonly Span[] {
    this.#memo.begin();
    const spans = found(text, this.#rules, anchors, this.#memo);
    if (this.#known !== undefined) spans.push(...this.#known.spans(text));
    if (!spans.some((span) => CARD_CLASSES.has(span.class))) return merged(spans);
    return merged([...spans, ...found(text, NEIGHBOURS, NEIGHBOURS.anchors(text), this.#memo)]);
  }
}

/** Anchors inside a value that is masked already are not asked again: work stays linear in the line. */
function found(text: string, rules: AnchoredRules, anchors: readonly number[], memo: LineMemo): Span[] {
  const spans: Span[] = [];
  let last: Span | undefined;
  let asked: Rule | undefined;
  let askedAt = -1;
  const named = new Map<Rule, number>();
  for (let at = 0; at < anchors.length; at += 2) {
    const [anchor, start] = [anchors[at] as number, anchors[at + 1] as number];
    if (last !== undefined && start >= last.start && start < last.end) continue;
    if (standsInMark(text, start)) continue;
    const rule = rules.ruleOf(anchor);
    const end = start + rules.lengthOf(anchor);
    if (rule.isOfName === true) {
      if (start < (named.get(rule) ?? 0)) continue;
      named.set(rule, nameEnd(text, end));
    }
    // Two shapes of a detector may have the same literal.
    if (rule === asked && start === askedAt && rule.patterns !== undefined) continue;
    [asked, askedAt] = [rule, start];
    for (const span of findBy(rule, text, { start, end }, memo)) {
      spans.push(span);
      if (last === undefined || span.end > last.end) last = span;
    }
  }
  return spans;
}

function nameEnd(text: string, from: number): number {
  let end = from;
  while (isName(text, end)) end++;
  return end;
}

function findBy(rule: Rule, text: string, anchor: Anchored, memo: LineMemo): readonly Span[] {
  try {
    return rule.find(text, anchor, memo);
  } catch {
    throw new RuleFailure(rule.id);
  }
}

function ruleOf(detector: Detector): Rule {
  const { id, anchors, patterns, words } = detector;
  const isGeneral = words?.every((word) => CREDENTIAL_WORDS.includes(word)) === true;
  return {
    id,
    anchors: anchors.map(caseless),
    ...(patterns !== undefined && { patterns }),
    // Words that one detector alone asks for may be more frequent than its names.
    ...(isGeneral && { sieve: words.map((word) => bare(caseless(word))) }),
    find(text, { start }, memo) {
      const match = detector.match(text, start, 'redact', memo);
      // What was masked before is no value, whatever its form.
      if (match === undefined || isMasked(text.slice(match.start, match.end)) || standsInMark(text, match.start))
        return [];
      return [{ ...match, class: detector.class, rule: detector.id }];
    },
  };
}
