// Walks a JSON text token by token, without recursion, and names the offset where it is not JSON.
import { Refused } from './leave.ts';
import { REASON } from './problem.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PRINTABLE = 0x20;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;
const ESCAPE = /["\\/bfnrt]|u[0-9a-fA-F]{4}/y;

/** A place in a JSON text. Methods move it over a token and throw `Refused` where the text is not JSON. */
export class JsonCursor {
  readonly text: string;
  at: number;
  readonly #maxDepth: number;

  constructor(text: string, maxDepth: number, at = 0) {
    this.text = text;
    this.#maxDepth = maxDepth;
    this.at = at;
  }

  /** Skips white space and gives the sign there, empty at the end. */
  sign(): string {
    for (;;) {
      const sign = this.text[this.at];
      if (sign === undefined) return '';
      if (sign !== ' ' && sign !== '\n' && sign !== '\t' && sign !== '\r') return sign;
      this.at++;
    }
  }

  /** Moves over one sign that must be there. */
  expect(sign: string): void {
    if (this.sign() !== sign) this.#fail();
    this.at++;
  }

  /** Moves over a string. */
  string(): void {
    if (this.sign() !== '"') this.#fail();
    const { text } = this;
    this.at++;
    for (;;) {
      const code = text.charCodeAt(this.at);
      if (code === QUOTE) break;
      if (code === BACKSLASH) this.#token(ESCAPE, this.at + 1);
      else if (code >= FIRST_PRINTABLE) this.at++;
      else this.#fail();
    }
    this.at++;
  }

  /** Moves over a value of any depth up to the limit. */
  value(): void {
    const open: string[] = [];
    do {
      const sign = this.sign();
      if (sign === '{' || sign === '[') {
        open.push(sign === '{' ? '}' : ']');
        if (open.length > this.#maxDepth) throw new Refused(REASON.limitDepth, this.at);
        this.at++;
        if (this.sign() !== open.at(-1)) {
          this.#key(open.at(-1));
          continue;
        }
        open.pop();
        this.at++;
      } else {
        this.#scalar(sign);
      }
      this.#close(open);
    } while (open.length > 0);
  }

  /** After a value: closes what ends here and goes on to the next one. */
  #close(open: string[]): void {
    while (open.length > 0) {
      const sign = this.sign();
      if (sign === ',') {
        this.at++;
        this.#key(open.at(-1));
        return;
      }
      if (sign !== open.at(-1)) this.#fail();
      open.pop();
      this.at++;
    }
  }

  #key(end: string | undefined): void {
    if (end !== '}') return;
    this.string();
    this.expect(':');
  }

  #scalar(sign: string): void {
    if (sign === '"') {
      this.string();
      return;
    }
    const word = sign === 't' ? 'true' : sign === 'f' ? 'false' : sign === 'n' ? 'null' : '';
    if (word === '') this.#token(NUMBER, this.at);
    else if (this.text.startsWith(word, this.at)) this.at += word.length;
    else this.#fail();
  }

  #token(pattern: RegExp, at: number): void {
    pattern.lastIndex = at;
    if (!pattern.test(this.text)) this.#fail();
    this.at = pattern.lastIndex;
  }

  #fail(): never {
    const isEnd = this.at >= this.text.length;
    throw new Refused(isEnd ? REASON.truncated : REASON.invalidJson, this.at);
  }
}
