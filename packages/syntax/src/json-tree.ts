// Steps through a JSON text by keys and indexes without building its value.
import { JsonCursor } from './json-cursor.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { Span, Tree } from './tree.ts';

const INDEX = /^(?:0|[1-9][0-9]*)$/;

/** A JSON text; its nodes are spans. */
export class JsonTree implements Tree<Span> {
  readonly #text: string;
  readonly root: Span;

  constructor(text: string) {
    this.#text = text;
    const cursor = this.#cursor(text.startsWith('\uFEFF') ? 1 : 0);
    this.root = valueSpan(cursor);
  }

  child(node: Span, token: string): Span | undefined {
    const sign = this.#text[node.start];
    if (sign === '{') return this.#property(node.start, token);
    return sign === '[' && INDEX.test(token) ? this.#item(node.start, Number(token)) : undefined;
  }

  span(node: Span): Span {
    return node;
  }

  #property(start: number, name: string): Span | undefined {
    const cursor = this.#cursor(start + 1);
    let found: Span | undefined;
    while (cursor.sign() !== '}') {
      const keyStart = cursor.at;
      cursor.string();
      const key = JSON.parse(this.#text.slice(keyStart, cursor.at)) as string;
      cursor.expect(':');
      const span = valueSpan(cursor);
      if (key === name) found = { ...span, keyStart };
      if (cursor.sign() === ',') cursor.at++;
    }
    return found;
  }

  #item(start: number, index: number): Span | undefined {
    const cursor = this.#cursor(start + 1);
    for (let at = 0; cursor.sign() !== ']'; at++) {
      const span = valueSpan(cursor);
      if (at === index) return span;
      if (cursor.sign() === ',') cursor.at++;
    }
    return undefined;
  }

  #cursor(at: number): JsonCursor {
    return new JsonCursor(this.#text, DEFAULT_LIMITS.depth, at);
  }
}

function valueSpan(cursor: JsonCursor): Span {
  cursor.sign();
  const start = cursor.at;
  cursor.value();
  return { start, end: cursor.at };
}
