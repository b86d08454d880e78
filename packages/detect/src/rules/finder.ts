// Finds what is to be masked in one line: anchors first, then the rules and detectors that they belong to.
import type { AnchorFilter } from '../anchors/anchor-filter.ts';
import type { Detector } from '../formats/detector.ts';
import { LineMemo } from '../formats/line-memo.ts';
import { RULES } from './all.ts';
import { AnchoredRules } from './anchored-rules.ts';
import { Asking, type Sink, type WorkLimit, workLimit } from './asking.ts';
import { detectorRules } from './detector-rules.ts';
import { besideCards } from './named-values.ts';
import type { Rule } from './rule.ts';
import type { KnownValues } from '../known/known-values.ts';
import { type Span, type Spans } from '../masks/span.ts';
import { merged, SpanList } from '../masks/span-list.ts';

export interface FinderOptions {
  /** `false`: lines are searched with tables alone, even where the machine has SIMD. */
  readonly simd?: boolean;
  /** A line that asks for more work is closed. */
  readonly workLimit?: WorkLimit;
}

const NO_PLACES: readonly number[] = [];

/** What was looked for in a line before it is asked about. */
export interface Looked {
  /** As `AnchoredRules` has them. */
  readonly anchors: readonly number[];
  /** False where the line holds no place of a known value. */
  readonly mayHoldKnown: boolean;
}

/** The rules of context, then those of detectors. */
export function redactionRules(detectors: readonly Detector[]): readonly Rule[] {
  return [...RULES, ...detectorRules(detectors)];
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
  readonly #list = new SpanList();
  readonly #limit: WorkLimit;

  /** `known` is masked wherever it stands. */
  constructor(detectors: readonly Detector[] = NO_DETECTORS, known?: KnownValues, options: FinderOptions = {}) {
    this.#known = known;
    this.#limit = options.workLimit ?? workLimit;
    this.#rules = anchoredRules(detectors, options.simd ?? true);
    this.#filter = this.#rules.filter;
  }

  /** Memory of `SPACE_BYTES`: texts that are read into it are searched where they lie. Undefined where there is no SIMD. */
  get space(): Uint8Array | undefined {
    return this.#filter.space;
  }

  /**
   * Places at the end of which a rule may find something, in order, for whole lines in `[from, to)`: other lines hold nothing but known
   * values.
   */
  places(bytes: Uint8Array, from: number, to: number): readonly number[] {
    return this.#filter.ends(bytes, from, to);
  }

  /** A place inside each known value that lies in `[from, to)`, and few others, in order. */
  knownPlaces(bytes: Uint8Array, from: number, to: number): readonly number[] {
    const places = this.#known?.places(bytes, from, to, this.#filter.pieceSearch) ?? NO_PLACES;
    return places.length < 2 ? places : [...places].sort((one, other) => one - other);
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
    return anchors.some((anchor, at) => at % 2 === 0 && this.#rules.owned.rules[anchor] === rule);
  }

  /**
   * What is to be masked in a line in which that was found; by default all is looked for. Serves until the next call. Throws a RuleFailure
   * when a rule or detector throws, and when the line asks for more work than its length allows.
   */
  find(text: string, looked?: Looked): Spans {
    if (text.length <= PART_CHARS) return this.#ofLine(text, looked);
    const list = this.#list;
    list.clear();
    this.#look(text, list, looked);
    list.join();
    return list;
  }

  #ofLine(text: string, looked: Looked | undefined): readonly Span[] {
    const spans: Span[] = [];
    this.#look(text, spans, looked);
    return merged(spans);
  }

  #look(text: string, sink: Sink, looked: Looked | undefined): void {
    const holdsCard = this.#ask(text, this.#rules, sink, looked?.anchors);
    // A known value is of no class that words beside it have to do with.
    if (this.#known !== undefined && looked?.mayHoldKnown !== false)
      for (const span of this.#known.spans(text)) sink.push(span);
    if (holdsCard) this.#ask(text, NEIGHBOURS, sink);
  }

  /** Whether a card is among what was found. */
  #ask(text: string, rules: AnchoredRules, sink: Sink, anchors?: readonly number[]): boolean {
    // What was given to one search is to be given to the next, too.
    this.#memo.begin();
    const asking = new Asking(text, { sink, rules, memo: this.#memo, limit: this.#limit });
    if (anchors !== undefined || text.length <= PART_CHARS) asking.ask(anchors ?? rules.anchors(text));
    else {
      for (let from = 0; from < text.length; from = asking.after(from + PART_CHARS))
        asking.ask(rules.anchorsBetween(text, from, from + PART_CHARS));
    }
    return asking.holdsCard;
  }
}

/** A longer text has its anchors looked for in parts: a hostile one has more of them than bytes. */
const PART_CHARS = 16_384;
