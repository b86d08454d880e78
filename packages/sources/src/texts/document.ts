// A YAML or JSON document as a tree whose nodes know their offsets.
import { readJson, readYamlEvents } from '@watertight/syntax';
import type { SyntaxEvent } from '@watertight/syntax';

type ScalarStyle = Extract<SyntaxEvent, { type: 'scalar' }>['style'];

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly text: string;
  readonly style: ScalarStyle;
  /** Offsets, quotes included. */
  readonly start: number;
  readonly end: number;
}

export interface MapNode {
  readonly kind: 'map';
  readonly entries: readonly { readonly key: ScalarNode; readonly value: DocumentNode }[];
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly DocumentNode[];
}

/** `alias`: what stands at its anchor. */
export type DocumentNode = ScalarNode | MapNode | ListNode | { readonly kind: 'alias' };

const ALIAS: DocumentNode = { kind: 'alias' };
const NO_KEY: ScalarNode = { kind: 'scalar', text: '', style: 'plain', start: 0, end: 0 };

/** The tree of one YAML document; undefined where it holds nothing or cannot be read. */
export function yamlDocument(text: string): DocumentNode | undefined {
  const events = eventsOf(text);
  return events === undefined || events.length === 0 ? undefined : new EventReader(events).node();
}

function eventsOf(text: string): readonly SyntaxEvent[] | undefined {
  try {
    return readYamlEvents(text).events;
  } catch (error) {
    // What else is thrown is a fault of ours and may not be hidden.
    if ((error as Error).name !== 'Refused') throw error;
    return undefined;
  }
}

class EventReader {
  readonly #events: readonly SyntaxEvent[];
  #at = 0;

  constructor(events: readonly SyntaxEvent[]) {
    this.#events = events;
  }

  node(): DocumentNode {
    const event = this.#events[this.#at++];
    if (event === undefined || event.type === 'alias' || event.type === 'close') return ALIAS;
    if (event.type !== 'scalar')
      return event.type === 'mapping'
        ? { kind: 'map', entries: this.#entries() }
        : { kind: 'list', items: this.#items() };
    const { text, style, start, end } = event;
    return { kind: 'scalar', text, style, start, end };
  }

  #entries(): MapNode['entries'] {
    const entries: { key: ScalarNode; value: DocumentNode }[] = [];
    while (this.#isOpen()) {
      const key = this.node();
      const value = this.node();
      entries.push({ key: key.kind === 'scalar' ? key : NO_KEY, value });
    }
    return entries;
  }

  #items(): DocumentNode[] {
    const items: DocumentNode[] = [];
    while (this.#isOpen()) items.push(this.node());
    return items;
  }

  /** Whether the collection goes on; steps over its end. */
  #isOpen(): boolean {
    const event = this.#events[this.#at];
    if (event !== undefined && event.type !== 'close') return true;
    this.#at++;
    return false;
  }
}

/** The tree of a JSON text; undefined where it cannot be read. */
export function jsonDocument(text: string): DocumentNode | undefined {
  // What the reader has accepted is well-formed, and no deeper than its limit.
  return readJson(text).value === undefined ? undefined : new JsonReader(text).node();
}

const BLANK = /[\s\uFEFF]*/y;
const WORD = /[^\s,\]}]+/y;

/** Walks a well-formed JSON text. */
class JsonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  node(): DocumentNode {
    const sign = this.#next();
    if (sign === '{') return { kind: 'map', entries: this.#entries() };
    if (sign === '[') return { kind: 'list', items: this.#items() };
    return this.#scalar(sign === '"');
  }

  #entries(): MapNode['entries'] {
    const entries: { key: ScalarNode; value: DocumentNode }[] = [];
    while (this.#opens('}')) {
      this.#next();
      const key = this.#scalar(true);
      this.#next();
      this.#at++;
      entries.push({ key, value: this.node() });
    }
    return entries;
  }

  #items(): DocumentNode[] {
    const items: DocumentNode[] = [];
    while (this.#opens(']')) items.push(this.node());
    return items;
  }

  /** Steps over the opening bracket or a comma; at the closing bracket over it, and says no. */
  #opens(close: string): boolean {
    const sign = this.#next();
    if (sign !== close) {
      if (sign === ',' || sign === '{' || sign === '[') this.#at++;
      if (this.#next() !== close) return true;
    }
    this.#at++;
    return false;
  }

  #scalar(isString: boolean): ScalarNode {
    const start = this.#at;
    const raw = isString ? this.#string() : this.#take(WORD);
    const text = isString ? (JSON.parse(raw) as string) : raw;
    return { kind: 'scalar', text, style: isString ? 'double' : 'plain', start, end: this.#at };
  }

  /** The string that begins here, quotes included. */
  #string(): string {
    const start = this.#at;
    let quote = start;
    let slashes: number;
    do {
      quote = this.#text.indexOf('"', quote + 1);
      for (slashes = 0; this.#text[quote - 1 - slashes] === '\\';) slashes++;
    } while (slashes % 2 === 1);
    this.#at = quote + 1;
    return this.#text.slice(start, this.#at);
  }

  #next(): string | undefined {
    this.#take(BLANK);
    return this.#text[this.#at];
  }

  #take(form: RegExp): string {
    form.lastIndex = this.#at;
    const [taken = ''] = form.exec(this.#text) ?? [];
    this.#at += taken.length;
    return taken;
  }
}

/** The value under a key; of equal keys the last one counts. */
export function childOf(node: DocumentNode | undefined, key: string): DocumentNode | undefined {
  return node?.kind === 'map' ? node.entries.findLast((entry) => entry.key.text === key)?.value : undefined;
}

/** The text under a key; undefined where there is none. */
export function textOf(node: DocumentNode | undefined, key: string): string | undefined {
  const child = childOf(node, key);
  return child?.kind === 'scalar' ? child.text : undefined;
}
