// A private key that runs over lines, each perhaps behind a prefix of its logger: masks the lines between BEGIN and END.
import type { Span } from '../masks/span.ts';
import { BEGIN_ANCHOR, beginOfKey, END_ANCHOR } from '../rules/private-key.ts';
import { privateKeyBytes } from './limits.ts';

/** Lines of other writers in between; after so many the key is taken to have been cut off. */
const FOREIGN_LINES_MAX = 16;
/** RFC 7468 wraps at 64 characters; a line this long that is all base64 is the key's. */
const BODY_CHARS_MIN = 20;

export class PrivateKeyLines {
  #left = 0;
  #foreign = 0;
  #prefixWords = 0;

  get isOpen(): boolean {
    return this.#left > 0;
  }

  /** A key begins where nothing follows its first line: prose that names one goes on. */
  begins(line: string): void {
    const at = line.lastIndexOf(BEGIN_ANCHOR);
    const length = at < 0 ? 0 : beginOfKey(line, at);
    if (length === 0 || !/^[\s"'`\\]{0,8}$/.test(line.slice(at + length).replace(/\\n$/, ''))) return;
    this.#left = privateKeyBytes;
    this.#foreign = 0;
    this.#prefixWords = wordCount(line.slice(0, at));
  }

  /** What to mask in the next line. */
  next(line: string): Span | undefined {
    this.#left -= line.length + 1;
    if (line.includes(END_ANCHOR)) {
      this.#left = 0;
      return undefined;
    }
    const trimmed = line.trimEnd().replace(/(?:\\n|["',+\\]|\s){1,8}$/, '');
    let start = trimmed.length;
    while (start > 0 && /[A-Za-z0-9+/=]/.test(trimmed.charAt(start - 1))) start--;
    const isBody = trimmed.length - start >= BODY_CHARS_MIN || wordCount(trimmed.slice(0, start)) === this.#prefixWords;
    if (start === trimmed.length || !isBody || (start > 0 && !/[\s"'`|>]/.test(trimmed.charAt(start - 1)))) {
      if (trimmed.length > 0 && ++this.#foreign > FOREIGN_LINES_MAX) this.#left = 0;
      return undefined;
    }
    return { start, end: trimmed.length, class: 'private-key', rule: 'private-key' };
  }
}

function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}
