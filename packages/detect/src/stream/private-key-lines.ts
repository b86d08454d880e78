// A private key that runs over lines, each perhaps behind a prefix of its logger: masks the lines between BEGIN and END.
import type { Span } from '../masks/span.ts';
import { BEGIN_ANCHOR, beginOfKey, END_ANCHOR } from '../rules/private-key.ts';
import { hasAt } from '../text/characters.ts';
import { privateKeyLinesMax } from './limits.ts';

/** Lines of other writers in between; after so many the key is taken to have been cut off. */
const FOREIGN_LINES_MAX = 16;
/** All lines but a key's last have 64 characters; a tail of base64 this long is the key's whatever stands before it. */
const BODY_CHARS_MIN = 20;

export class PrivateKeyLines {
  #left = 0;
  #foreign = 0;
  #prefixWords = 0;
  #isLastPossible = false;

  get isOpen(): boolean {
    return this.#left > 0;
  }

  /** A key begins where nothing follows its first line: prose that names one goes on. */
  begins(line: string): void {
    const at = line.lastIndexOf(BEGIN_ANCHOR);
    const length = at < 0 ? 0 : beginOfKey(line, at);
    if (length === 0 || !/^[\s"'`\\]{0,8}$/.test(line.slice(at + length).replace(/\\n$/, ''))) return;
    this.#left = privateKeyLinesMax;
    this.#foreign = 0;
    this.#isLastPossible = false;
    this.#prefixWords = wordCount(line.slice(0, at));
  }

  /** What to mask in the next line. */
  next(line: string): Span | undefined {
    this.#left--;
    if (line.includes(END_ANCHOR)) {
      this.#left = 0;
      return undefined;
    }
    const end =
      line.slice(0, -TAIL_CHARS_MAX).length +
      line.slice(-TAIL_CHARS_MAX).replace(/(?:\\n|["',+\\]|\s){1,16}$/, '').length;
    let start = end;
    while (end - start < PADDING_MAX && hasAt(line, start - 1, '=')) start--;
    while (start > 0 && /[A-Za-z0-9+/]/.test(line.charAt(start - 1))) start--;
    const isWhole = start === 0 || /[\s"'`|>]/.test(line.charAt(start - 1));
    const isBody = isWhole && end - start >= BODY_CHARS_MIN;
    const isLast =
      isWhole && end > start && this.#isLastPossible && wordCount(line.slice(0, start)) === this.#prefixWords;
    this.#isLastPossible = isBody;
    if (isBody || isLast) return { start, end, class: 'private-key', rule: 'private-key' };
    if (end > 0 && !hasAt(line, end - 1, '*') && ++this.#foreign > FOREIGN_LINES_MAX) this.#left = 0;
    return undefined;
  }
}

/** Blanks, quotes and signs of concatenation behind a line of the key. */
const TAIL_CHARS_MAX = 16;

/** Of base64. */
const PADDING_MAX = 2;

function wordCount(text: string): number {
  return text.split(/\s/).filter((word) => word !== '').length;
}
