// Cuts a stream of JSON bytes into the items of a List, of an array, or of values one after another, one item in memory at a time.
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, DOUBLE_QUOTE, OPEN_BRACE, OPEN_BRACKET } from './chars.ts';
import { FieldText } from './field-text.ts';
import { ItemGuess } from './item-guess.ts';
import type { Guessed, ReadItem } from './item-guess.ts';
import { ItemCapture } from './item-capture.ts';
import { isForeignByte, isScalarByte } from './json-bytes.ts';
import { ValueSkipper } from './json-skip.ts';
import type { State } from './json-state.ts';
import type { JsonHeader, JsonItem, ScanProblem } from './json-item.ts';
import { DEFAULT_SCAN_LIMITS } from './limits.ts';
import type { ScanLimits } from './limits.ts';
import { isKept, keepField, PLAIN_LIST } from './list-header.ts';
import type { ListForm, MutableHeader } from './list-header.ts';
import { NextObject } from './next-object.ts';
import { REASON } from './problem.ts';
import type { Reason } from './problem.ts';
import { Separators } from './separators.ts';

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const NO_INDEX = -1; // of a top-level value

/**
 * Give it the chunks of a stream in order, take the items that each brings, then call `end`. Where the chunks are cut does not
 * matter. Bad input becomes a problem: an item over a limit is left out and the rest goes on; after broken structure the scan goes
 * on at the next line that starts with `{`.
 */
export class JsonItemScanner {
  readonly problems: ScanProblem[] = [];
  readonly #skipper: ValueSkipper;
  readonly #item: ItemCapture;
  readonly #guess: ItemGuess | undefined;
  readonly #field = new FieldText();
  readonly #form: ListForm;
  #found: JsonItem | undefined;
  #chunk: Uint8Array = new Uint8Array(0);
  #state: State = 'top';
  /** Byte offset of the chunk at hand. */
  #base = 0;
  #header: MutableHeader = { document: -1, shape: 'value' };
  #key = '';
  #index = 0;
  readonly #separators = new Separators();
  #tooDeep = false;
  readonly #nextObject = new NextObject();

  /** With `read`, items whose end can be guessed are given with their value. */
  constructor(limits: Partial<ScanLimits> = {}, read?: ReadItem, form = PLAIN_LIST) {
    const { itemLength, depth } = { ...DEFAULT_SCAN_LIMITS, ...limits };
    this.#guess = read === undefined ? undefined : new ItemGuess(read, itemLength, depth);
    this.#item = new ItemCapture(itemLength);
    this.#skipper = new ValueSkipper(depth);
    this.#form = form;
  }

  /** The items that end in this chunk, each when it is asked for; the last must have been before the next chunk is given. */
  *items(chunk: Uint8Array): Generator<JsonItem, void> {
    this.#chunk = chunk;
    this.#guess?.begin(chunk);
    for (let at = 0; at < chunk.length;) {
      at = this.#step(at);
      if (this.#found === undefined) continue;
      const item = this.#found;
      this.#found = undefined;
      yield item;
    }
    this.#item.endChunk(chunk);
    this.#field.endChunk(chunk);
    this.#base += chunk.length;
  }

  /** Of the top-level value at hand, or the last one: for a list that turned out to have no items. */
  get header(): JsonHeader {
    return this.#header;
  }

  /** At the end of the input: reports a value that did not end. */
  end(): void {
    if (this.#state !== 'top' && this.#state !== 'to-object') this.#report(REASON.truncated, 0, true);
    this.#state = 'top';
  }

  #step(at: number): number {
    switch (this.#state) {
      case 'key-string':
      case 'kept-value':
      case 'field-value':
      case 'element-value':
        return this.#skipValue(at);
      case 'field-scalar':
      case 'element-scalar':
        return this.#skipScalar(at);
      case 'to-object':
        return this.#toObject(at);
      default:
        return this.#token(at);
    }
  }

  #token(from: number): number {
    const at = this.#skipper.skipSpace(this.#chunk, from);
    if (at === this.#chunk.length) return at;
    const byte = this.#chunk[at] as number;
    if (this.#state === 'top') return this.#open(byte, at);
    if (this.#state === 'key') return this.#keyToken(byte, at);
    if (this.#state === 'field') return this.#fieldToken(byte, at);
    if (this.#state === 'element') return this.#elementToken(byte, at);
    if (byte !== COLON) return this.#fail(at);
    this.#state = 'field';
    return at + 1;
  }

  #open(byte: number, at: number): number {
    const offset = this.#base + at;
    if (BYTE_ORDER_MARK[offset] === byte) return at + 1;
    if (byte !== OPEN_BRACE && byte !== OPEN_BRACKET) return this.#fail(at, REASON.notContainer);
    const isArray = byte === OPEN_BRACKET;
    this.#header = { document: this.#header.document + 1, shape: isArray ? 'array' : 'value' };
    this.#begin(isArray ? 'element' : 'key');
    if (!isArray) this.#startItem(at, NO_INDEX);
    return at + 1;
  }

  #begin(state: 'element' | 'key'): void {
    this.#state = state;
    this.#separators.open();
    this.#index = NO_INDEX;
    this.#tooDeep = false;
  }

  #startItem(at: number, index: number): void {
    this.#index = index;
    this.#item.start(at, { offset: this.#base + at, line: this.#skipper.lines + 1, index });
  }

  #keyToken(byte: number, at: number): number {
    if (byte === COMMA) return this.#comma(at);
    if (byte === CLOSE_BRACE && this.#separators.close()) {
      this.#state = 'top';
      if (this.#header.shape === 'value') this.#emit(at + 1, this.#tooDeep);
      return at + 1;
    }
    if (byte !== DOUBLE_QUOTE || !this.#separators.value()) return this.#fail(at);
    this.#field.start(at);
    return this.#skipFrom('key-string', at, 1);
  }

  #comma(at: number): number {
    return this.#separators.comma() ? at + 1 : this.#fail(at);
  }

  #fieldToken(byte: number, at: number): number {
    if (byte === OPEN_BRACKET && this.#key === this.#form.items) {
      this.#header.shape = 'list';
      this.#item.cancel();
      this.#begin('element');
      return at + 1;
    }
    if (isKept(this.#key, byte, this.#form)) {
      this.#field.start(at);
      return this.#skipFrom('kept-value', at, 1);
    }
    if (byte === DOUBLE_QUOTE || byte === OPEN_BRACE || byte === OPEN_BRACKET)
      return this.#skipFrom('field-value', at, 1);
    if (!isScalarByte(byte)) return this.#fail(at);
    this.#state = 'field-scalar';
    return at;
  }

  #elementToken(byte: number, at: number): number {
    if (byte === COMMA) return this.#comma(at);
    if (byte === CLOSE_BRACKET && this.#separators.close()) {
      this.#state = this.#header.shape === 'array' ? 'top' : 'key';
      return at + 1;
    }
    const isContainer = byte === DOUBLE_QUOTE || byte === OPEN_BRACE || byte === OPEN_BRACKET;
    if ((!isContainer && !isScalarByte(byte)) || !this.#separators.value()) return this.#fail(at);
    const guessed = byte === OPEN_BRACE ? this.#guess?.item(at) : undefined;
    if (guessed !== undefined) return this.#give(at, guessed);
    this.#startItem(at, this.#index + 1);
    if (isContainer) return this.#skipFrom('element-value', at, 0);
    this.#state = 'element-scalar';
    return at;
  }

  #skipFrom(state: State, at: number, base: number): number {
    this.#state = state;
    this.#skipper.begin(base);
    return at;
  }

  #skipValue(from: number): number {
    const at = this.#skipper.skip(this.#chunk, from);
    if (at === -1) return this.#chunk.length;
    if (this.#state === 'element-value') {
      this.#emit(at, this.#skipper.tooDeep);
      this.#state = 'element';
    } else if (this.#state === 'key-string') {
      this.#key = this.#field.end(this.#chunk, at);
      this.#state = 'colon';
    } else {
      if (this.#state === 'kept-value') keepField(this.#header, this.#key, this.#field.endValue(this.#chunk, at));
      if (this.#skipper.tooDeep) this.#tooDeep = true;
      this.#state = 'key';
    }
    return at;
  }

  #skipScalar(from: number): number {
    let at = from;
    while (at < this.#chunk.length && isScalarByte(this.#chunk[at] as number)) at++;
    if (at === this.#chunk.length) return at;
    if (this.#state === 'element-scalar') this.#emit(at, false);
    this.#state = this.#state === 'element-scalar' ? 'element' : 'key';
    return at;
  }

  #emit(at: number, isTooDeep: boolean): void {
    const end = this.#item.end(this.#chunk, at, this.#header, isTooDeep);
    if ('reason' in end) this.problems.push(end);
    else this.#found = end;
  }

  #give(at: number, guessed: Guessed): number {
    const line = this.#skipper.lines + 1;
    this.#found = { ...guessed, offset: this.#base + at, line, index: ++this.#index, header: this.#header };
    return at + guessed.length;
  }

  /** Gives up the top-level value at hand. */
  #fail(at: number, reason: Reason = REASON.invalidJson): number {
    this.#report(isForeignByte(this.#chunk[at] as number) ? REASON.encoding : reason, at, true);
    this.#item.cancel();
    this.#field.cancel();
    this.#state = 'to-object';
    this.#nextObject.begin();
    return at;
  }

  #report(reason: Reason, at: number, fatal: boolean): void {
    this.problems.push({ reason, offset: this.#base + at, line: this.#skipper.lines + 1, fatal });
  }

  #toObject(from: number): number {
    const { at, isFound, lines } = this.#nextObject.search(this.#chunk, from);
    if (isFound) this.#state = 'top';
    this.#skipper.lines += lines;
    return at;
  }
}
