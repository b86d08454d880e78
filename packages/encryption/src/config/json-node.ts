// Makes a tree of a JSON text that is known to be valid, with repeated keys and the digits of numbers kept.
import { type Entry, FLAG, type Node, NULL } from './node.ts';

const BLANK = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const NUMBER = /-?[0-9.eE+-]+/y;

/** A place in a valid JSON text. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  node(): Node {
    const sign = this.#sign();
    if (sign === '{') return this.#map();
    if (sign === '[') return this.#list();
    if (sign === '"') return { kind: 'text', text: this.#string() };
    if (sign === 't' || sign === 'f' || sign === 'n') return this.#word(sign);
    return { kind: 'number', literal: this.#token(NUMBER) };
  }

  #word(sign: string): Node {
    this.#at += sign === 'f' ? 'false'.length : 'true'.length;
    return sign === 'n' ? NULL : FLAG;
  }

  #map(): Node {
    const entries: Entry[] = [];
    for (this.#at++; this.#sign() !== '}'; this.#comma()) {
      const key = this.#string();
      this.#sign();
      this.#at++;
      entries.push({ key, value: this.node() });
    }
    this.#at++;
    return { kind: 'map', entries };
  }

  #list(): Node {
    const items: Node[] = [];
    for (this.#at++; this.#sign() !== ']'; this.#comma()) items.push(this.node());
    this.#at++;
    return { kind: 'list', items };
  }

  /** Go writes a replacement character where half of a surrogate pair stands alone. */
  #string(): string {
    return (JSON.parse(this.#token(STRING)) as string).toWellFormed();
  }

  #comma(): void {
    if (this.#sign() === ',') this.#at++;
  }

  #sign(): string {
    this.#token(BLANK);
    return this.#text.charAt(this.#at);
  }

  #token(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [token = ''] = pattern.exec(this.#text) ?? [];
    this.#at += token.length;
    return token;
  }
}

/** The tree of a text that `JSON.parse` takes and whose depth is bounded; of any other text the answer means nothing. */
export function jsonNode(text: string): Node {
  return new Reader(text).node();
}
