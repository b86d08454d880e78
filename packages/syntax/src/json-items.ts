// Cuts a stream of JSON bytes into the items of a List, of an array, or of values one after another, one item in memory at a time.
import { ByteCapture } from './byte-capture.ts';
import { ValueSkipper } from './json-skip.ts';
import { DEFAULT_SCAN_LIMITS } from './limits.ts';
import type { ScanLimits } from './limits.ts';
import { REASON } from './problem.ts';
import type { Reason } from './problem.ts';

/** What a top-level object says of itself, as far as it was read; it may come after its items. */
export interface JsonHeader {
  /** Index of the top-level value. */
  readonly document: number;
  /** Whether the top-level value has `items`, is an array, or is itself an item. */
  readonly shape: 'list' | 'array' | 'value';
  readonly kind?: string;
  readonly apiVersion?: string;
}

/** One item: an element of a list or array, or a top-level object. */
export interface JsonItem {
  /** Byte offset in the input. */
  readonly offset: number;
  /** Length in bytes. */
  readonly length: number;
  /** 1-based line of the input on which the item starts. */
  readonly line: number;
  /** Index among `items` or in the array; -1 for a top-level value. */
  readonly index: number;
  /** The top-level value around it. The object is the same for all items of a list and is completed when the list ends. */
  readonly header: JsonHeader;
  /** The item's bytes, not yet checked to be JSON. They may be part of the pushed chunk: use them before it is written over. */
  readonly bytes: Uint8Array;
}

/** Something that could not be read. */
export interface ScanProblem {
  readonly reason: Reason;
  /** Byte offset in the input. */
  readonly offset: number;
  /** 1-based line. */
  readonly line: number;
  /** True when what stands between here and the next line that starts with `{` was not read. */
  readonly fatal: boolean;
}

type State =
  | 'top'
  | 'key'
  | 'key-string'
  | 'colon'
  | 'field'
  | 'field-string'
  | 'field-value'
  | 'field-scalar'
  | 'element'
  | 'element-value'
  | 'element-scalar'
  | 'to-object';

type MutableHeader = { -readonly [K in keyof JsonHeader]: JsonHeader[K] };

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
/** Keys and header fields longer than this are not looked at, in bytes. */
const MAX_FIELD = 1024;

/**
 * Push the chunks of a stream in order, take the items that each push gives, then call `end`. Where the chunks are cut does not
 * matter. Bad input becomes a problem: an item over a limit is left out and the rest goes on; after broken structure the scan goes
 * on at the next line that starts with `{`.
 */
export class JsonItemScanner {
  readonly problems: ScanProblem[] = [];
  readonly #skipper: ValueSkipper;
  readonly #item: ByteCapture;
  readonly #field = new ByteCapture(MAX_FIELD);
  #found: JsonItem[] = [];
  #chunk: Uint8Array = new Uint8Array(0);
  #state: State = 'top';
  /** Byte offset of the chunk at hand. */
  #base = 0;
  #header: MutableHeader = { document: -1, shape: 'value' };
  #key = '';
  #index = 0;
  #isFirst = true;
  #afterComma = false;
  #start = 0;
  #startLine = 1;
  #tooDeep = false;
  /** While looking for the next object: the last byte was a line feed. */
  #afterFeed = false;

  constructor(limits: Partial<ScanLimits> = {}) {
    const { itemLength, depth } = { ...DEFAULT_SCAN_LIMITS, ...limits };
    this.#item = new ByteCapture(itemLength);
    this.#skipper = new ValueSkipper(depth);
  }

  /** The items that end in this chunk. */
  push(chunk: Uint8Array): JsonItem[] {
    this.#found = [];
    this.#chunk = chunk;
    for (let at = 0; at < chunk.length;) at = this.#step(at);
    this.#item.endChunk(chunk);
    this.#field.endChunk(chunk);
    this.#base += chunk.length;
    return this.#found;
  }

  /** At the end of the input: reports a value that did not end. */
  end(): void {
    if (this.#state !== 'top' && this.#state !== 'to-object') this.#report(REASON.truncated, 0, true);
    this.#state = 'top';
  }

  #step(at: number): number {
    switch (this.#state) {
      case 'key-string':
      case 'field-string':
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
    const at = this.#skipSpace(from);
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

  #skipSpace(from: number): number {
    const chunk = this.#chunk;
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at];
      if (byte === LF) this.#skipper.lines++;
      else if (byte !== SPACE && byte !== TAB && byte !== CR) return at;
    }
    return chunk.length;
  }

  #open(byte: number, at: number): number {
    const offset = this.#base + at;
    if (BYTE_ORDER_MARK[offset] === byte) return at + 1;
    if (byte !== OPEN_BRACE && byte !== OPEN_BRACKET) return this.#fail(at, REASON.notContainer);
    const isArray = byte === OPEN_BRACKET;
    this.#header = { document: this.#header.document + 1, shape: isArray ? 'array' : 'value' };
    this.#begin(isArray ? 'element' : 'key');
    if (!isArray) this.#startItem(at, -1);
    return at + 1;
  }

  #begin(state: 'element' | 'key'): void {
    this.#state = state;
    this.#isFirst = true;
    this.#afterComma = false;
    this.#index = 0;
    this.#tooDeep = false;
  }

  #startItem(at: number, index: number): void {
    this.#item.start(at);
    this.#start = this.#base + at;
    this.#startLine = this.#skipper.lines + 1;
    this.#index = index;
  }

  #keyToken(byte: number, at: number): number {
    if (byte === COMMA) return this.#comma(at);
    if (byte === CLOSE_BRACE && !this.#afterComma) {
      this.#state = 'top';
      if (this.#header.shape === 'value') this.#emit(at + 1, this.#tooDeep);
      return at + 1;
    }
    if (byte !== QUOTE || !this.#startsValue()) return this.#fail(at);
    this.#field.start(at);
    return this.#skipFrom('key-string', at, 1);
  }

  #comma(at: number): number {
    if (this.#isFirst || this.#afterComma) return this.#fail(at);
    this.#afterComma = true;
    return at + 1;
  }

  /** Whether a value may stand here; notes that it does. */
  #startsValue(): boolean {
    const may = this.#isFirst || this.#afterComma;
    this.#isFirst = false;
    this.#afterComma = false;
    return may;
  }

  #fieldToken(byte: number, at: number): number {
    if (byte === OPEN_BRACKET && this.#key === 'items') {
      this.#header.shape = 'list';
      this.#item.cancel();
      this.#begin('element');
      return at + 1;
    }
    if (byte === QUOTE && (this.#key === 'kind' || this.#key === 'apiVersion')) {
      this.#field.start(at);
      return this.#skipFrom('field-string', at, 1);
    }
    if (byte === QUOTE || byte === OPEN_BRACE || byte === OPEN_BRACKET) return this.#skipFrom('field-value', at, 1);
    if (!isScalarByte(byte)) return this.#fail(at);
    this.#state = 'field-scalar';
    return at;
  }

  #elementToken(byte: number, at: number): number {
    if (byte === COMMA) return this.#comma(at);
    if (byte === CLOSE_BRACKET && !this.#afterComma) {
      this.#state = this.#header.shape === 'array' ? 'top' : 'key';
      this.#isFirst = false;
      return at + 1;
    }
    const index = this.#isFirst ? 0 : this.#index + 1;
    const isContainer = byte === QUOTE || byte === OPEN_BRACE || byte === OPEN_BRACKET;
    if ((!isContainer && !isScalarByte(byte)) || !this.#startsValue()) return this.#fail(at);
    this.#startItem(at, index);
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
      this.#key = this.#text(at);
      this.#state = 'colon';
    } else {
      if (this.#state === 'field-string') this.#header[this.#key as 'kind' | 'apiVersion'] = this.#text(at);
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

  /** The text of a key or header field; empty where it is too long or not a JSON string. */
  #text(at: number): string {
    const { bytes } = this.#field.end(this.#chunk, at);
    if (bytes === undefined) return '';
    try {
      return JSON.parse(Buffer.from(bytes).toString('utf8')) as string;
    } catch {
      return '';
    }
  }

  #emit(at: number, tooDeep: boolean): void {
    const { length, bytes } = this.#item.end(this.#chunk, at);
    if (bytes === undefined || tooDeep) {
      const reason = bytes === undefined ? REASON.limitItem : REASON.limitDepth;
      this.problems.push({ reason, offset: this.#start, line: this.#startLine, fatal: false });
      return;
    }
    this.#found.push({
      offset: this.#start,
      length,
      line: this.#startLine,
      index: this.#index,
      header: this.#header,
      bytes,
    });
  }

  /** Gives up the top-level value at hand. */
  #fail(at: number, reason: Reason = REASON.invalidJson): number {
    this.#report(foreignByte(this.#chunk[at] as number) ? REASON.encoding : reason, at, true);
    this.#item.cancel();
    this.#field.cancel();
    this.#state = 'to-object';
    this.#afterFeed = false;
    return at;
  }

  #report(reason: Reason, at: number, fatal: boolean): void {
    this.problems.push({ reason, offset: this.#base + at, line: this.#skipper.lines + 1, fatal });
  }

  /** Goes to the next line that starts with `{`. */
  #toObject(from: number): number {
    const chunk = this.#chunk;
    let at = from;
    if (this.#afterFeed && chunk[at] === OPEN_BRACE) {
      this.#afterFeed = false;
      this.#state = 'top';
      return at;
    }
    at = chunk.indexOf(LF, at);
    this.#afterFeed = at !== -1;
    if (at === -1) return chunk.length;
    this.#skipper.lines++;
    return at + 1;
  }
}

function isScalarByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x2d ||
    byte === 0x2b ||
    byte === 0x2e ||
    byte === 0x45
  );
}

/** Bytes that UTF-16 has and JSON in UTF-8 has not. */
function foreignByte(byte: number): boolean {
  return byte === 0 || byte >= 0xfe;
}
