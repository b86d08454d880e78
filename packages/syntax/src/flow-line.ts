// Reads a flow collection that stands on one line.
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  DOUBLE_QUOTE,
  HASH,
  LF,
  OPEN_BRACE,
  OPEN_BRACKET,
  SINGLE_QUOTE,
  SPACE,
  STARTS_PLAIN,
  TAB,
} from './chars.ts';
import type { Json, JsonObject } from './json.ts';
import { leave } from './leave.ts';
import type { NodeBuilder } from './node-builder.ts';
import { readQuoted } from './quoted.ts';

/** Reads one flow collection; `at` is the offset after what was read last. */
export class FlowLine {
  readonly #text: string;
  readonly #builder: NodeBuilder;
  at: number;

  constructor(text: string, at: number, builder: NodeBuilder) {
    this.#text = text;
    this.#builder = builder;
    this.at = at;
  }

  /** The node at `at`. */
  read(): Json {
    const code = this.#text.charCodeAt(this.at);
    if (code === OPEN_BRACE) return this.#mapping();
    if (code === OPEN_BRACKET) return this.#sequence();
    const start = this.at;
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      const text = this.#quoted();
      return this.#builder.string(code === DOUBLE_QUOTE ? 'double' : 'single', text, start, this.at);
    }
    const text = this.#plain();
    return this.#builder.plain(text, start, start + text.length);
  }

  #mapping(): Json {
    const object: JsonObject = {};
    this.#builder.open('mapping', 'flow', this.at);
    this.at++;
    while (this.#skip() !== CLOSE_BRACE) {
      const start = this.at;
      const key = this.#key();
      this.#builder.set(object, key, this.#entryValue(), start);
      this.#separate(CLOSE_BRACE);
    }
    this.at++;
    this.#builder.close(this.at);
    return object;
  }

  #key(): string {
    const start = this.at;
    const code = this.#text.charCodeAt(start);
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      const text = this.#quoted();
      return this.#builder.key(code === DOUBLE_QUOTE ? 'double' : 'single', text, start, this.at);
    }
    const text = this.#plain();
    return this.#builder.key('plain', text, start, start + text.length);
  }

  #entryValue(): Json {
    const end = this.at;
    if (this.#skip() !== COLON) return this.#builder.absent(end);
    this.at++;
    const colonEnd = this.at;
    const next = this.#skip();
    return next === COMMA || next === CLOSE_BRACE ? this.#builder.absent(colonEnd) : this.read();
  }

  #sequence(): Json {
    const items: Json[] = [];
    this.#builder.open('sequence', 'flow', this.at);
    this.at++;
    while (this.#skip() !== CLOSE_BRACKET) {
      items.push(this.read());
      this.#separate(CLOSE_BRACKET);
    }
    this.at++;
    this.#builder.close(this.at);
    return items;
  }

  /** After an entry: a comma, which is read, or the end, which is not. */
  #separate(end: number): void {
    const code = this.#skip();
    if (code === COMMA) this.at++;
    else if (code !== end) leave();
  }

  /** Skips spaces and gives the character there. */
  #skip(): number {
    let code = this.#text.charCodeAt(this.at);
    while (code === SPACE) code = this.#text.charCodeAt(++this.at);
    if (code === LF || code === TAB || code === HASH) leave();
    return code;
  }

  #quoted(): string {
    const quoted = readQuoted(this.#text, this.at);
    if (quoted.breaks) leave();
    this.at = quoted.end;
    return quoted.text;
  }

  #plain(): string {
    const start = this.at;
    const first = this.#text.charCodeAt(start);
    if (STARTS_PLAIN[first] === 0 || (first === DASH && endsDash(this.#text.charCodeAt(start + 1)))) leave();
    let end = start;
    for (let at = start; ; at++) {
      const code = this.#text.charCodeAt(at);
      if (code === LF || code === TAB || code === HASH || code === OPEN_BRACE || code === OPEN_BRACKET) leave();
      if (code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET) break;
      if (code === COLON && endsKey(this.#text.charCodeAt(at + 1))) break;
      if (code !== SPACE) end = at + 1;
    }
    this.at = end;
    return this.#text.slice(start, end);
  }
}

function endsKey(code: number): boolean {
  return code === SPACE || code === LF || code === TAB || isIndicator(code);
}

function endsDash(code: number): boolean {
  return endsKey(code);
}

function isIndicator(code: number): boolean {
  return (
    code === COMMA || code === OPEN_BRACE || code === CLOSE_BRACE || code === OPEN_BRACKET || code === CLOSE_BRACKET
  );
}
