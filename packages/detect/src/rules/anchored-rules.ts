// The anchors of a list of rules, ready to be searched for: made once for a list, each part when it is first used.
import { AnchorFilter } from '../anchors/anchor-filter.ts';
import { AnchorIndex, type AnchorIndexOptions } from '../anchors/anchor-index.ts';
import { bare, caseless, type Pattern } from '../anchors/pattern.ts';
import { plannedForFilter, plannedForIndex } from '../anchors/planned.ts';
import type { Rule } from './rule.ts';

export class AnchoredRules {
  readonly #rules: readonly Rule[];
  readonly #simd: boolean;
  #filter: AnchorFilter | undefined;
  #index: AnchorIndex | undefined;
  #owned: Owned | undefined;
  #longest: number | undefined;
  #bare: AnchorIndex | undefined;

  /** `simd` false keeps to tables. */
  constructor(rules: readonly Rule[], simd = true) {
    this.#rules = rules;
    this.#simd = simd;
  }

  /** Whether a line of a large text may hold one. */
  get filter(): AnchorFilter {
    this.#filter ??= new AnchorFilter(filterPatterns(this.#rules), { planned: plannedForFilter(), simd: this.#simd });
    return this.#filter;
  }

  /** Every anchor in a line, by where it ends: its number and where it starts, in turns. */
  anchors(text: string): number[] {
    return this.#indexed().find(text);
  }

  /** Those of `anchors` that end in `(from, to]`. */
  anchorsBetween(text: string, from: number, to: number): number[] {
    const start = Math.max(0, from - this.longest);
    const found = this.anchors(text.slice(start, to + this.longest));
    const { lengths } = this.owned;
    let kept = 0;
    for (let at = 0; at < found.length; at += 2) {
      const anchor = found[at] as number;
      const place = start + (found[at + 1] as number);
      const end = place + (lengths[anchor] as number);
      if (end <= from || end > to) continue;
      found[kept++] = anchor;
      found[kept++] = place;
    }
    found.length = kept;
    return found;
  }

  /** Bytes of the longest anchor with what must stand around it. */
  get longest(): number {
    this.#longest ??= Math.max(...this.#rules.flatMap(patternsOf).map(({ steps }) => steps.length));
    return this.#longest;
  }

  /** What is known of each anchor, by its number. */
  get owned(): Owned {
    this.#owned ??= ownedBy(this.#rules);
    return this.#owned;
  }

  get #options(): AnchorIndexOptions {
    return { planned: plannedForIndex(), simd: this.#simd };
  }

  #indexed(): AnchorIndex {
    this.#index ??= new AnchorIndex(indexPatterns(this.#rules), this.#options);
    return this.#index;
  }

  /** The place after the first anchor, whatever stands around it: more of the line may come. -1 where there is none. */
  first(text: string): number {
    this.#bare ??= new AnchorIndex(
      this.#rules.flatMap(({ anchors }) => anchors.map(bare)),
      this.#options,
    );
    const [anchor, start] = this.#bare.find(text);
    return anchor === undefined || start === undefined ? -1 : start + this.#bare.lengthOf(anchor);
  }
}

/** In arrays: a hostile line has an anchor in each place. */
export interface Owned {
  /** The rule that each anchor belongs to. */
  readonly rules: readonly Rule[];
  /** Bytes of each anchor. */
  readonly lengths: Uint16Array;
  /** A number of each rule that judges the name which the anchor is part of; `OF_NO_NAME` for others. */
  readonly names: Uint8Array;
}

export const OF_NO_NAME = 0xff;

function ownedBy(rules: readonly Rule[]): Owned {
  const ofName = rules.filter((rule) => rule.isOfName === true);
  const owned = rules.flatMap((rule) => patternsOf(rule).map(({ length }) => ({ rule, length })));
  const nameOf = (rule: Rule): number => (rule.isOfName === true ? ofName.indexOf(rule) : OF_NO_NAME);
  return {
    rules: owned.map(({ rule }) => rule),
    lengths: Uint16Array.from(owned, ({ length }) => length),
    names: Uint8Array.from(owned, ({ rule }) => nameOf(rule)),
  };
}

function patternsOf({ patterns, anchors }: Rule): readonly Pattern[] {
  return patterns ?? anchors.map(bare);
}

/** What a line is looked at for: all of each rule. */
export function indexPatterns(rules: readonly Rule[]): Pattern[] {
  return rules.flatMap(patternsOf);
}

/** What the filter looks for: one of each, and none that holds another, which would be found with it. */
export function filterPatterns(rules: readonly Rule[]): Pattern[] {
  const different = new Map<string, Pattern>();
  for (const rule of rules) {
    for (const pattern of rule.sieve ?? patternsOf(rule)) different.set(pattern.steps.join('\u0000'), pattern);
  }
  const words = [...different.values()].map((pattern) => ({ pattern, word: wordOf(pattern) }));
  const short = words.filter(({ pattern, word }) => word.length <= SHORT_CHARS_MAX && isCaseless(pattern));
  return words.flatMap(({ pattern, word }) =>
    short.some((other) => other.pattern !== pattern && word.includes(other.word)) ? [] : [pattern],
  );
}

const SHORT_CHARS_MAX = 8;

/** Lower case; a step with other choices than case is the same as none. */
function wordOf({ steps }: Pattern): string {
  return steps.map((set) => (isLetter(set) ? set.charAt(0).toLowerCase() : '\u0000')).join('');
}

/** Whether each step is a letter whatever its case, or a character that has none. */
function isCaseless({ steps }: Pattern): boolean {
  return steps.every((set) => isLetter(set) && set === caseless(set.charAt(0)).join(''));
}

function isLetter(set: string): boolean {
  return set.length === 1 || (set.length === 2 && set.charAt(0).toLowerCase() === set.charAt(1).toLowerCase());
}
