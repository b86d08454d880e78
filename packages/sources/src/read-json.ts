// Reads JSON of any size item by item: lists, arrays, NDJSON and values one after another.
import { bytesOf, DEFAULT_SCAN_LIMITS, JsonItemScanner, readJson } from '@watertight/syntax';
import type { JsonItem, ScanProblem } from '@watertight/syntax';
import { isUtf8 } from 'node:buffer';
import { checksumOf } from './checksum.ts';
import type { Collection } from './collection.ts';
import type { FileCoverage } from './file-coverage.ts';
import { jsonNodes, rootOf } from './json-nodes.ts';
import type { KeptRange } from './kept-positions.ts';
import { isList, lacksKind, unpack, withType } from './list-items.ts';
import { StreamPositions } from './position.ts';
import { markLength } from './sniff.ts';
import { spansOf } from './spans.ts';
import type { ByteSource } from './source.ts';
import { WaitingItems } from './waiting-items.ts';
import type { ItemPlace, SecondReading, WaitingItem } from './waiting-items.ts';

/** What is read, and where it goes. */
export interface Target {
  readonly source: ByteSource;
  readonly collection: Collection;
  readonly coverage: FileCoverage;
}

/** Where YAML begins after JSON: `---` between documents, as kubectl reads it too. */
export interface YamlRest {
  readonly offset: number;
  readonly line: number;
  /** What is left of the chunk. */
  readonly head: Uint8Array;
}

/** Reads one source; push its chunks, then call `end`. */
export class JsonSourceReader {
  readonly #source: ByteSource;
  readonly #collection: Collection;
  readonly #coverage: FileCoverage;
  readonly #scanner: JsonItemScanner;
  /** Only for input that cannot be read twice. */
  #positions: StreamPositions | undefined;
  readonly #waiting = new WaitingItems();
  readonly #second: SecondReading | undefined;
  #base = 0;
  #isAtYaml = false;

  /** `second`: everything but the items that it is about was read before. */
  constructor({ source, collection, coverage }: Target, second?: SecondReading) {
    this.#source = source;
    this.#collection = collection;
    this.#coverage = coverage;
    this.#second = second;
    const isPlainReading = second === undefined && source.path !== undefined;
    this.#scanner = new JsonItemScanner(DEFAULT_SCAN_LIMITS, isPlainReading ? plainValue : undefined);
  }

  /** Reads the items that end in this chunk. Returns where YAML begins, when it does; nothing more is to be pushed then. */
  push(chunk: Uint8Array): YamlRest | undefined {
    this.#follow(chunk);
    let rest: YamlRest | undefined;
    for (const item of this.#scanner.items(chunk)) {
      rest = this.#yamlRest(chunk);
      if (rest !== undefined) break;
      this.#take(item);
    }
    rest ??= this.#yamlRest(chunk);
    this.#base += chunk.length;
    this.#isAtYaml = rest !== undefined;
    return rest;
  }

  /** At the end of the source. Returns what only a second reading can bring. */
  end(): SecondReading | undefined {
    // What follows a `---` is for the reader of YAML, also where the scanner has already looked at it.
    if (!this.#isAtYaml) this.#scanner.end();
    for (const problem of this.#scanner.problems.splice(0)) if (!this.#isAtYaml) this.#report(problem);
    this.#release();
    return this.#second === undefined ? this.#waiting.second : undefined;
  }

  get isSecond(): boolean {
    return this.#second !== undefined;
  }

  #follow(chunk: Uint8Array): void {
    if (this.#source.path !== undefined) return;
    const mark = this.#base === 0 ? markLength(chunk) : 0;
    this.#positions ??= new StreamPositions(mark);
    this.#positions.push(chunk.subarray(mark));
    // No item that is still to come began earlier; without this, a stream of rubbish would be held whole.
    this.#positions.at(this.#base - DEFAULT_SCAN_LIMITS.itemLength);
  }

  /** Reports the problems so far, up to a `---`, which is none. */
  #yamlRest(chunk: Uint8Array): YamlRest | undefined {
    if (this.#scanner.problems.length === 0) return undefined;
    for (const problem of this.#scanner.problems.splice(0)) {
      const at = problem.offset - this.#base;
      if (isDocumentMarker(chunk, at))
        return { offset: problem.offset, line: problem.line, head: Buffer.from(chunk.subarray(at)) };
      this.#report(problem);
    }
    return undefined;
  }

  #report({ reason, line, fatal }: ScanProblem): void {
    if (this.#second !== undefined) return;
    this.#coverage.add({ reason, line, state: 'not-read', what: fatal ? 'JSON value' : 'item' });
  }

  #take(item: JsonItem): void {
    if (this.#second !== undefined) {
      this.#takeAgain(item, this.#second);
      return;
    }
    const text = item.value === undefined ? textOf(item) : '';
    const value = item.value ?? this.#parse(text, item);
    if (value === undefined) return;
    this.#coverage.read();
    const { header, offset, length } = item;
    const place = {
      offset,
      length,
      checksum: checksumOf(item.held, item.from, item.from + length),
      range: this.#keep(text, offset),
    };
    if (header.shape !== 'list' || !lacksKind(value)) this.#add(value, place);
    else if (header.kind === undefined) this.#wait({ value, header, place }, item.line);
    else this.#add(withType(value, header), place);
  }

  #takeAgain(item: JsonItem, { from, to, headers }: SecondReading): void {
    const { header, offset, length } = item;
    const complete = headers.get(header.document);
    if (offset < from || offset > to || complete === undefined) return;
    const { value } = readJson(textOf(item));
    if (lacksKind(value))
      this.#add(withType(value, complete), { offset, length, checksum: checksumOf(bytesOf(item)), range: undefined });
  }

  #keep(text: string, offset: number): KeptRange | undefined {
    const start = this.#positions?.at(offset);
    if (start === undefined) return undefined;
    const { kept } = this.#collection;
    return kept.store(spansOf(text, kept.isFull ? [rootOf(text)] : jsonNodes(text), start));
  }

  #parse(text: string, item: JsonItem): unknown {
    // Go's decoder, and so kubectl, reads a byte that is not UTF-8 as U+FFFD.
    if (text.includes('\ufffd') && !isUtf8(bytesOf(item))) {
      this.#coverage.add({
        reason: 'bytes that are not UTF-8 were read as U+FFFD',
        line: item.line,
        state: 'partial',
        what: 'item',
      });
    }
    try {
      return JSON.parse(text);
    } catch {
      const [problem] = readJson(text).problems;
      const line = item.line + (problem?.line ?? 1) - 1;
      this.#coverage.add({ reason: problem?.reason ?? 'not valid JSON', line, state: 'not-read', what: 'item' });
      return undefined;
    }
  }

  #add(value: unknown, place: ItemPlace): void {
    const { offset, length } = place;
    const source = this.#source.shown;
    if (!isList(value)) {
      this.#collection.add(value, { source, offset, length, base: '', format: 'json' }, place);
      return;
    }
    for (const { object, base } of unpack(value)) {
      this.#collection.add(object, { source, offset, length, base, format: 'json' }, place);
    }
  }

  #wait(item: WaitingItem, line: number): void {
    if (this.#waiting.add(item) || this.#source.path !== undefined) return;
    const reason = 'the item has no kind, and its list names one too far behind it to hold it; read it from a file';
    this.#coverage.add({ reason, line, state: 'not-read', what: 'item' });
  }

  /** Items take their kind from the list once it has said its own. */
  #release(): void {
    for (const { value, header, place } of this.#waiting.release()) this.#add(withType(value, header), place);
  }
}

/** The value of an item that needs no remark; undefined for any other. */
function plainValue(bytes: Buffer, from: number, to: number): unknown {
  const text = bytes.toString('utf8', from, to);
  if (text.includes('\ufffd')) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function textOf({ held, from, length }: JsonItem): string {
  return Buffer.from(held.buffer, held.byteOffset + from, length).toString('utf8');
}

/** `---` or `...` at the start of a line. */
function isDocumentMarker(chunk: Uint8Array, at: number): boolean {
  const byte = chunk[at];
  if (byte !== 0x2d && byte !== 0x2e) return false;
  if (at > 0 && chunk[at - 1] !== 0x0a) return false;
  return chunk[at + 1] === byte && chunk[at + 2] === byte;
}
