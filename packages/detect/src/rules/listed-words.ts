// The words of a list without quotes, as Go prints it: `X-Api-Key:[a1b2c3d4 e5f6g7h8]`.
import { hasAt } from '../text/characters.ts';
import type { SecretClass } from '../formats/detector.ts';
import type { OfLine } from '../formats/line-memo.ts';
import { isMaskedIn } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { kindsIn } from '../text/kinds.ts';
import { unquotedEnd } from '../text/value.ts';
import { judgeUnmasked } from './judge-value.ts';
import { areMade } from './made.ts';

const WORDS_MAX = 16;
const WORD_CHARS_MAX = 512;

/** Of what a list holds the values. */
export interface Listed {
  readonly kind: SecretClass;
  /** Its name is of Kubernetes' objects: whoever asks leaves out what may be the name of one. */
  readonly isOfObjects: boolean;
}

interface Word {
  readonly start: number;
  readonly end: number;
  /** Undefined where the word is no value. */
  readonly span: Span | undefined;
}

/** The words of a line's lists: a word of one may begin the next, is judged once, and given once. */
export class ListedWords implements OfLine {
  #line = -1;
  readonly #lists = new Map<SecretClass, LastList>();
  readonly #listsOfObjects = new Map<SecretClass, LastList>();

  begin(line: number): void {
    if (line === this.#line) return;
    this.#line = line;
    this.#lists.clear();
    this.#listsOfObjects.clear();
  }

  /** The values from `from` up to the bracket, without those that the list before of the same kind has given. */
  values(text: string, from: number, { kind, isOfObjects }: Listed): Span[] {
    const lists = isOfObjects ? this.#listsOfObjects : this.#lists;
    const known = lists.get(kind);
    const last = known ?? new LastList(kind);
    if (known === undefined) lists.set(kind, last);
    return last.next(text, from);
  }
}

/** So many words may be forgotten before they are. */
const FORGOTTEN_MAX = 64;

class LastList {
  readonly #kind: SecretClass;
  #from = -1;
  #words: Word[] = [];
  /** Index of the first word that no list has passed. */
  #head = 0;

  constructor(kind: SecretClass) {
    this.#kind = kind;
  }

  /** The values of the words from `from` on that are in no list before. */
  next(text: string, from: number): Span[] {
    if (from <= this.#from) this.#begin();
    this.#from = from;
    const own: Word[] = [];
    let at: number | undefined = from;
    while (at !== undefined && own.length < WORDS_MAX && !this.#holds(at)) at = this.#add(text, at, own);
    if (at === undefined || own.length === WORDS_MAX) this.#begin(own);
    else {
      // A first word alone is the end of one of the list before, and no later list has it.
      const count = own.length + this.#words.length - this.#head;
      if (own.length > 1 || this.#head > FORGOTTEN_MAX) this.#put(own);
      this.#more(text, WORDS_MAX - count, own);
    }
    const spans: Span[] = [];
    for (const { span } of own) if (span !== undefined) spans.push(span);
    return spans;
  }

  #begin(words: readonly Word[] = [], more: readonly Word[] = []): void {
    this.#words = [...words, ...more];
    this.#head = 0;
  }

  /** Puts words before those of the list before, in the place of what all lists have passed. */
  #put(words: readonly Word[]): void {
    const from = this.#head - words.length;
    if (from < 0 || from > FORGOTTEN_MAX) {
      this.#begin(words, this.#words.slice(this.#head));
      return;
    }
    for (let index = 0; index < words.length; index++) this.#words[from + index] = words[index] as Word;
    this.#head = from;
  }

  /** Whether a word of the list before begins at a place, which grows with the questions of a list. */
  #holds(at: number): boolean {
    while ((this.#words[this.#head]?.start ?? at) < at) this.#head++;
    return this.#words[this.#head]?.start === at;
  }

  /** Adds the word at a place, and gives that of the next; undefined where none follows. */
  #add(text: string, at: number, words: Word[]): number | undefined {
    const word = wordAt(text, at, this.#kind);
    if (word === undefined) return undefined;
    words.push(word);
    return hasAt(text, word.end, ' ') ? word.end + 1 : undefined;
  }

  /** Adds at most so many words behind those of the list before. */
  #more(text: string, count: number, own: Word[]): void {
    const words = this.#words;
    const end = words.at(-1)?.end ?? 0;
    let at = hasAt(text, end, ' ') ? end + 1 : undefined;
    for (let left = count; at !== undefined && left > 0; left--) {
      const from = words.length;
      at = this.#add(text, at, words);
      const word = words[from];
      if (word !== undefined) own.push(word);
    }
  }
}

/** Undefined where the list goes no further: a mask in a word stands for what may have ended it. */
function wordAt(text: string, start: number, kind: SecretClass): Word | undefined {
  const end = unquotedEnd(text, start, WORD_CHARS_MAX);
  if (end === start) return undefined;
  const kinds = kindsIn(text, start, end);
  if (isMaskedIn(text, start, end, kinds))
    return hasAt(text, start, '*') || hasAt(text, start, '[') ? { start, end, span: undefined } : undefined;
  if (!areMade(kinds, end - start)) return { start, end, span: undefined };
  const around = { kind, name: '', isLone: true, isJson: false };
  return { start, end, span: judgeUnmasked(text, { start, end, isQuoted: false }, around, kinds) };
}
