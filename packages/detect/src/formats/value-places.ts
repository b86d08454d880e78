// Where values of some shapes stand in one line: each place is looked at once, however many names stand before it.
import { characters } from '../text/characters.ts';
import type { Match } from './detector.ts';
import { startsWord } from './boundary.ts';
import { type Assigned, assignedBy, assigns, lastSaid, namesFile } from './key-words.ts';
import type { LineMemo } from './line-memo.ts';
import { kindOf, LongRuns, nextRun } from './long-runs.ts';
import { parseShape, type Shape } from './shape.ts';
import { longer, shapeValue } from './shape-value.ts';

/** Anchors are asked by where they end, so that the start of one may lie before that of the last; none is longer. */
export const NAME_MAX = 64;
/** From the end of the name to the start of the value, in characters. */
export const DISTANCE_MAX = 160;
const BEFORE_MAX = NAME_MAX + DISTANCE_MAX;
/** A character that ties a word to the one before: what follows it is no value of its own. */
const isTie = characters(/[-/+.~]/);

/** What is looked for: one for all detectors whose values and words are the same. */
export class ValueSearch {
  readonly words: readonly string[];
  /** Whether runs must look as chance makes them. */
  readonly isJudged: boolean;
  readonly #sources: readonly string[];
  readonly #slot: number;
  #shapes: readonly Shape[] | undefined;
  #first: Uint8Array | undefined;
  #run: number | undefined;

  static readonly #known = new Map<string, ValueSearch>();

  static of(shapes: readonly string[], words: readonly string[], isJudged: boolean): ValueSearch {
    const key = JSON.stringify([shapes, words, isJudged]);
    const known = ValueSearch.#known.get(key);
    if (known !== undefined) return known;
    const made = new ValueSearch({ shapes, words, isJudged, slot: ValueSearch.#known.size });
    ValueSearch.#known.set(key, made);
    return made;
  }

  private constructor({ shapes, words, isJudged, slot }: Sought) {
    this.#sources = shapes;
    this.words = words;
    this.isJudged = isJudged;
    this.#slot = slot;
  }

  /** Most detectors never meet their name: theirs are never parsed. */
  get shapes(): readonly Shape[] {
    this.#shapes ??= this.#sources.map(parseShape);
    return this.#shapes;
  }

  /** 1 for the bytes that a value may begin with. */
  get first(): Uint8Array {
    this.#first ??= firstBytes(this.shapes);
    return this.#first;
  }

  /** The kind of run that a value begins with. */
  get run(): number {
    this.#run ??= kindOf(this.shapes);
    return this.#run;
  }

  in(memo: LineMemo): ValuePlaces {
    const known = memo.found[this.#slot] as ValuePlaces | undefined;
    const places = known ?? new ValuePlaces(this);
    if (known === undefined) memo.found[this.#slot] = places;
    places.begin(memo);
    return places;
  }
}

interface Sought {
  readonly shapes: readonly string[];
  readonly words: readonly string[];
  readonly isJudged: boolean;
  readonly slot: number;
}

function firstBytes(shapes: readonly Shape[]): Uint8Array {
  const bytes = new Uint8Array(256);
  for (const { segments } of shapes) {
    for (const { literal, ...run } of segments) {
      if (literal !== undefined) bytes[literal.charCodeAt(0)] = 1;
      else if (run.set !== undefined) for (const char of run.set.chars) bytes[char.charCodeAt(0)] = 1;
      if (literal !== undefined || ('min' in run && run.min > 0)) break;
    }
  }
  return bytes;
}

/** A value by its form, and what is known of the text before it. */
interface Candidate {
  readonly start: number;
  readonly match: Match;
  /** Where the last word before it begins that speaks of a credential. */
  said?: number;
  /** Whether it is assigned, for every name that begins before `reach`. */
  assigned?: Assigned;
}

export interface Answered {
  readonly names: readonly string[];
  readonly at: number;
  readonly match: Match | undefined;
  /** The text of the match. */
  readonly value: string;
}

/** So many may be forgotten before they are. */
const FORGOTTEN_MAX = 512;

export class ValuePlaces {
  readonly #search: ValueSearch;
  #line = -1;
  #runs: LongRuns | undefined;
  /** All values that start in `[base, frontier)` are known. */
  #base = 0;
  #frontier = 0;
  readonly #candidates: Candidate[] = [];
  #next = 0;
  #answered: Answered | undefined;

  constructor(search: ValueSearch) {
    this.#search = search;
  }

  begin(memo: LineMemo): void {
    const { line } = memo;
    if (line === this.#line) return;
    this.#line = line;
    this.#runs = memo.kept(LongRuns);
    this.#answered = undefined;
    this.#restart(0);
  }

  #restart(at: number): void {
    this.#candidates.length = 0;
    this.#next = 0;
    this.#base = at;
    this.#frontier = at;
  }

  /** False where none starts in `[from, limit)`: most names have no value behind them, and of most of these that is told at once. */
  mayBegin(text: string, from: number, limit: number): boolean {
    return (this.#runs as LongRuns).mayBegin(text, this.#search.run, from, limit);
  }

  /** The first value that starts in `[from, limit)`. */
  first(text: string, from: number, limit: number): Candidate | undefined {
    if (from < this.#base) this.#restart(from);
    else if (from > this.#frontier) this.#restart(Math.max(this.#frontier, from - NAME_MAX));
    const candidates = this.#candidates;
    while (this.#next > 0 && (candidates[this.#next - 1] as Candidate).start >= from) this.#next--;
    while (this.#next < candidates.length && (candidates[this.#next] as Candidate).start < from) this.#next++;
    if (this.#next > FORGOTTEN_MAX) this.#forget();
    while (this.#next === candidates.length && this.#frontier < limit) this.#look(text, from, limit);
    const found = candidates[this.#next];
    return found !== undefined && found.start < limit ? found : undefined;
  }

  /** Looks on to the next value. One before `from` is kept for names that begin further back. */
  #look(text: string, from: number, limit: number): void {
    const { first, shapes, isJudged, run } = this.#search;
    for (let start = this.#frontier; (start = nextRun(text, run, start, limit)) < limit; start++) {
      if (first[text.charCodeAt(start)] !== 1) continue;
      if (!startsWord(text, start) || isTie(text, start - 1)) continue;
      const place = { at: start, pivot: 0, isJudged };
      let longest: Match | undefined;
      for (const shape of shapes) longest = longer(longest, shapeValue(shape, text, place));
      if (longest === undefined) continue;
      this.#frontier = start + 1;
      this.#candidates.push({ start, match: longest });
      if (start < from) this.#next++;
      return;
    }
    this.#frontier = limit;
  }

  /** The last answer, if it was for these names at that place: detectors that share them ask one after the other, those of cards do. */
  remembered(names: readonly string[], at: number): Answered | undefined {
    const last = this.#answered;
    return last?.at === at && last.names === names ? last : undefined;
  }

  remember(names: readonly string[], at: number, { match, value }: Pick<Answered, 'match' | 'value'>): Answered {
    return (this.#answered = { names, at, match, value });
  }

  #forget(): void {
    const count = this.#next - NAME_MAX;
    this.#candidates.splice(0, count);
    this.#next -= count;
    this.#base = (this.#candidates[0] as Candidate).start;
  }

  /** Whether the text from `at`, where the name begins, to the value says that a credential follows, and assigns it. */
  isAssigned(candidate: Candidate, text: string, at: number): boolean {
    const { start } = candidate;
    const from = Math.max(0, start - BEFORE_MAX);
    candidate.said ??= lastSaid(text, from, start, this.#search.words);
    if (candidate.said < at) return false;
    candidate.assigned ??= assignedBy(text, from, start);
    const { isAssigned, reach } = candidate.assigned;
    if (!(reach >= at ? isAssigned : assigns(text, at, start))) return false;
    return !namesFile(text, Math.max(0, at - NAME_MAX), start);
  }
}
