// The words of a list without quotes, as Go prints it: `X-Api-Key:[a1b2c3d4 e5f6g7h8]`.
import type { SecretClass } from '../formats/detector.ts';
import type { OfLine } from '../formats/line-memo.ts';
import { isMasked } from '../masks/mask.ts';
import type { Span } from '../masks/span.ts';
import { unquotedEnd } from '../text/value.ts';
import { judge } from './judge-value.ts';
import { isMade } from './made.ts';

const WORDS_MAX = 16;
const WORD_CHARS_MAX = 512;

interface Word {
  readonly start: number;
  readonly end: number;
  /** Undefined where the word is no value. */
  readonly span: Span | undefined;
}

/** The words of the last list of a line: a word of one may begin the next, and is judged once. */
export class ListedWords implements OfLine {
  #line = -1;
  #kind: SecretClass | undefined;
  #words: readonly Word[] = [];

  begin(line: number): void {
    if (line === this.#line) return;
    this.#line = line;
    this.#words = [];
  }

  /** The values from `from` up to the bracket; the same objects where they were given before. */
  values(text: string, from: number, kind: SecretClass): Span[] {
    const judged = kind === this.#kind ? this.#words : [];
    const words: Word[] = [];
    let next = 0;
    for (let at = from; words.length < WORDS_MAX;) {
      while ((judged[next]?.start ?? at) < at) next++;
      const known = judged[next];
      const word = known?.start === at ? known : wordAt(text, at, kind);
      if (word === undefined) break;
      words.push(word);
      if (text[word.end] !== ' ') break;
      at = word.end + 1;
    }
    [this.#kind, this.#words] = [kind, words];
    return words.flatMap(({ span }) => span ?? []);
  }
}

/** Undefined where the list goes no further: a mask in a word stands for what may have ended it. */
function wordAt(text: string, start: number, kind: SecretClass): Word | undefined {
  const end = unquotedEnd(text, start, WORD_CHARS_MAX);
  if (end === start || holdsMask(text.slice(start, end))) return undefined;
  const span = judge(text, { start, end, isQuoted: false }, { kind, name: '', isLone: true, isJson: false });
  return { start, end, span: span !== undefined && isMade(text, start, end) ? span : undefined };
}

function holdsMask(word: string): boolean {
  return !word.startsWith('*') && !word.startsWith('[') && isMasked(word);
}
