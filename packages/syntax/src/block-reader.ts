// Reads the YAML that Kubernetes tools write, in one pass: block collections, scalars of every style, flow collections on one line.
import { COLON, DASH, DOT, DOUBLE_QUOTE, HASH, LESS, LF, SINGLE_QUOTE, SPACE, STARTS_PLAIN } from './chars.ts';
import { setOwn } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import { HAS_ODD_KEY } from './key-table.ts';
import type { KeyEntry } from './key-table.ts';
import { leave } from './leave.ts';
import { NONE } from './line-cursor.ts';
import { readQuoted } from './quoted.ts';
import type { Quoted } from './quoted.ts';
import { ScalarReader } from './scalar-reader.ts';

/** A document that the block reader read. */
export interface BlockDocument {
  readonly value: Json;
  /** No node at all: only comments, blank lines, markers. */
  readonly empty: boolean;
}

/**
 * Reads one document. Leaves (`OutsideSubset`) where the text is not in the subset: anchors, aliases, tags, directives, complex
 * keys, flow over lines, tabs outside of quotes and block scalars, and all that is not well-formed. It never takes what the
 * general reader would refuse.
 *
 * Most lines are `key: text`, with a key that was guessed. What reads them is kept apart from what reads the rest, so that V8
 * compiles it once and well.
 */
export class BlockReader extends ScalarReader {
  read(): BlockDocument {
    this.nextLine();
    if (this.indent === NONE && this.isMarker(DASH)) this.endLine(this.at + 3);
    const empty = this.indent === NONE;
    // An indented root is left to the general reader, for which it depends on the line whether it counts.
    if (this.indent > 0) leave();
    const value = empty ? null : this.#node(-1);
    if (this.indent === NONE && this.isMarker(DOT)) this.endLine(this.at + 3);
    if (this.indent !== NONE || this.at < this.source.length) leave();
    return { value, empty };
  }

  /** The node at hand. */
  #node(parent: number): Json {
    const { codes } = this;
    const start = this.at;
    const code = codes[start] as number;
    if (STARTS_PLAIN[code] === 1 && (code !== DASH || (codes[start + 1] as number) > SPACE)) {
      const known = this.builder.keys.guess(codes, start);
      if (known !== undefined) return this.#mapping(known);
      const end = this.lineEndOfPlain(start);
      if (end !== -1 && this.goTo(end + 1) <= parent) return this.plainOnLine(code, start, end);
      this.at = start;
    }
    return this.#otherNode(code, parent);
  }

  #otherNode(code: number, parent: number): Json {
    if (code === DASH && this.isDash()) return this.#sequence();
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      const quoted = readQuoted(this.source, this.at);
      return this.#isKey(quoted) ? this.#mapping(undefined) : this.quoted(quoted, parent);
    }
    if (STARTS_PLAIN[code] === 0) return this.special(code, parent);
    return this.codes[this.plainEnd(this.at)] === COLON ? this.#mapping(undefined) : this.plain(parent);
  }

  #isKey({ end, breaks }: Quoted): boolean {
    return !breaks && this.codes[this.skipSpaces(end)] === COLON;
  }

  /** A mapping whose first key is at hand, and was guessed or not. */
  #mapping(first: KeyEntry | undefined): Json {
    const { builder, indent } = this;
    const object: JsonObject = {};
    let serial = builder.openMapping('block', this.at);
    let known = first;
    for (;;) {
      const start = this.at;
      const entry = known === undefined ? this.#key() : this.#knownKey(known);
      if (entry.isOdd) serial = HAS_ODD_KEY;
      const counts = builder.noteRepeat(object, entry, serial, start);
      const value = this.#value(indent);
      if (counts) setOwn(object, entry.key, value);
      if (this.indent !== indent) break;
      known = builder.keys.guess(this.codes, this.at);
    }
    if (this.indent > indent) leave();
    builder.close(this.end);
    return object;
  }

  #knownKey(entry: KeyEntry): KeyEntry {
    const { at } = this;
    this.at = at + entry.key.length + 1;
    return this.builder.knownKey(entry, at);
  }

  /** Reads a key and its colon. */
  #key(): KeyEntry {
    const start = this.at;
    const code = this.codes[start] as number;
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return this.#quotedKey(start, code);
    if (STARTS_PLAIN[code] === 0 || (code === DASH && this.isDash())) leave();
    if (code === LESS && this.codes[start + 1] === LESS) leave();
    const end = this.keyEnd(start);
    // A key must have one place in the table only, so one with blanks before its colon is not looked for.
    if (this.codes[end] !== COLON || this.codes[end - 1] === SPACE) leave();
    this.at = end + 1;
    return this.builder.plainKey(this.source, start, end, this.hash);
  }

  #quotedKey(start: number, code: number): KeyEntry {
    const { text, end, breaks } = readQuoted(this.source, start);
    const colon = this.skipSpaces(end);
    const next = this.codes[colon + 1];
    if (breaks || this.codes[colon] !== COLON || (next !== SPACE && next !== LF)) leave();
    this.at = colon + 1;
    return this.builder.quotedKey(code === DOUBLE_QUOTE ? 'double' : 'single', text, start, end);
  }

  /** The value after a key's colon, in a mapping of this indentation. */
  #value(indent: number): Json {
    const { codes } = this;
    const colonEnd = this.at;
    const start = this.skipSpaces(colonEnd);
    const code = codes[start] as number;
    if (STARTS_PLAIN[code] === 1 && (code !== DASH || (codes[start + 1] as number) > SPACE)) {
      const end = this.lineEndOfPlain(start);
      if (end !== -1 && this.goTo(end + 1) <= indent) return this.plainOnLine(code, start, end);
    } else if (code === LF || code === HASH) return this.#valueBelow(indent, colonEnd);
    this.at = start;
    return this.#otherValue(code, indent);
  }

  #otherValue(code: number, indent: number): Json {
    if (STARTS_PLAIN[code] === 0) return this.special(code, indent);
    return code === DASH && this.isDash() ? leave() : this.plain(indent);
  }

  /** The value of a key with nothing beside it: below, or left out. */
  #valueBelow(indent: number, colonEnd: number): Json {
    this.endLine(colonEnd);
    if (this.indent > indent) return this.#node(indent);
    if (this.indent === indent && this.isDash()) return this.#sequence();
    return this.absent(colonEnd);
  }

  #sequence(): Json {
    const { indent } = this;
    this.builder.openSequence('block', this.at);
    const items = [this.#item(indent)];
    while (this.indent === indent && this.isDash()) items.push(this.#item(indent));
    if (this.indent > indent) leave();
    this.builder.close(this.end);
    return items;
  }

  #item(indent: number): Json {
    const dash = this.at;
    const at = this.skipSpaces(dash + 1);
    const code = this.codes[at];
    if (code === LF || code === HASH) {
      this.endLine(dash + 1);
      return this.indent > indent ? this.#node(indent) : this.absent(dash + 1);
    }
    this.indent = indent + at - dash;
    this.at = at;
    return this.#node(indent);
  }
}
