// Runs the search for anchors with 128-bit shuffles, where the machine has them: texts are copied to its memory or read into it.
import type { AnchorSearch } from './anchor-search.ts';
import { KERNEL } from './kernel-bytes.ts';
import type { Pattern } from './pattern.ts';
import { PIECE_WORDS_MAX, type PieceSearch, type PieceTable } from './piece-search.ts';
import type { Tables } from './tables.ts';

/** Of the module in `kernel/anchors.as`. */
interface Exports {
  open(scratch: number): void;
  begin(out: number): void;
  search(from: number, to: number, goOn: number, limit: number): number;
  written(): number;
  openPieces(bits: number, shift: number, factors: number): void;
  longPieces(from: number, last: number): void;
  shortPieces(from: number, last: number): void;
}

interface Memory {
  readonly buffer: ArrayBuffer;
}

/** The part of the global object that is used; a runtime may lack it. */
interface WebAssemblyApi {
  validate(bytes: Uint8Array): boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { initial: number }) => Memory;
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

const PAGE_BYTES = 65_536;
/** Pages that the module asks for. */
const PAGES_MIN = 32;
const OUT_BYTES = 65_536;
/** Of one pattern that is found: its number and its place. */
const HIT_BYTES = 8;
/** Bytes of a text that the kernel takes at once. */
export const SPACE_BYTES = 1_048_576;
/** What the kernel looks at at once, and may read behind a text. */
const BLOCK_BYTES = 64;
const BEHIND_BYTES = 2 * BLOCK_BYTES;
/** Of what it looks at before it compares: three masks for each of 65 blocks, the places of 64, and room for four more. */
const SCRATCH_BYTES = 3 * 8 * 65 + 4 * 64 * BLOCK_BYTES + 24;
const NEWLINE = 0x0a;

let compiled: object | false | undefined;

/** Undefined where the runtime has no WebAssembly with relaxed SIMD. */
function kernelModule(): object | undefined {
  if (compiled === undefined) {
    const api = (globalThis as { WebAssembly?: WebAssemblyApi }).WebAssembly;
    const bytes = Buffer.from(KERNEL, 'base64');
    compiled = api?.validate(bytes) === true ? new api.Module(bytes) : false;
  }
  return compiled === false ? undefined : compiled;
}

const WORD_BYTES = 4;
const PIECE_BYTES_MAX = 8;
/** Bits of long pieces and of short ones. They are pages that nobody touches where no values are known. */
const PIECE_TABLES_BYTES = 2 * PIECE_WORDS_MAX * WORD_BYTES;
const PIECE_FACTORS_BYTES = 32;
/** Of the low halves of bytes, and of the high ones. */
const PIECE_HALVES_BYTES = 32;

export class AnchorKernel implements AnchorSearch, PieceSearch {
  /** A text that is read into it need not be copied. */
  readonly space: Uint8Array;
  readonly pieceSearch: PieceSearch = this;
  /** Where other texts are copied to: what lies in `space` may not have been written yet. */
  readonly #copy: Buffer;
  readonly #exports: Exports;
  readonly #memory: Uint8Array;
  readonly #words: Uint32Array;
  readonly #out: number;
  readonly #limit: number;
  readonly #lengths: Uint16Array;
  readonly #longest: number;
  readonly #pieceTablesAt: number;
  /** Whose bits lie there: of long pieces, and of short ones. */
  readonly #loaded: (readonly [table: PieceTable, version: number])[] = [];

  static of(patterns: readonly Pattern[], tables: Tables): AnchorKernel | undefined {
    const module = kernelModule();
    return module === undefined ? undefined : new AnchorKernel(module, patterns, tables);
  }

  private constructor(module: object, patterns: readonly Pattern[], { bytes, header }: Tables) {
    const api = (globalThis as unknown as { WebAssembly: WebAssemblyApi }).WebAssembly;
    // Each place of a block may end each pattern once: so much is kept free behind the limit.
    const reach = header.end + OUT_BYTES + BLOCK_BYTES * HIT_BYTES * patterns.length + BEHIND_BYTES;
    const scratchAt = Math.ceil(reach / BLOCK_BYTES) * BLOCK_BYTES;
    const spaceAt = scratchAt + SCRATCH_BYTES;
    const copyAt = spaceAt + SPACE_BYTES + BEHIND_BYTES;
    this.#pieceTablesAt = copyAt + SPACE_BYTES + BEHIND_BYTES;
    const size = this.#pieceTablesAt + PIECE_TABLES_BYTES + PIECE_FACTORS_BYTES + PIECE_HALVES_BYTES;
    const memory = new api.Memory({ initial: Math.max(PAGES_MIN, Math.ceil(size / PAGE_BYTES)) });
    this.#exports = new api.Instance(module, { env: { memory } }).exports as Exports;
    this.#memory = new Uint8Array(memory.buffer);
    this.#words = new Uint32Array(memory.buffer);
    this.#memory.set(bytes);
    this.#out = header.end;
    this.#limit = header.end + OUT_BYTES - HIT_BYTES;
    this.#lengths = Uint16Array.from(patterns, ({ steps }) => steps.length);
    this.#longest = this.#lengths.reduce((one, other) => Math.max(one, other), 1);
    this.space = this.#memory.subarray(spaceAt, spaceAt + SPACE_BYTES);
    this.#copy = Buffer.from(memory.buffer, copyAt, SPACE_BYTES);
    this.#exports.open(scratchAt);
  }

  find(text: Uint8Array, from: number, to: number): number[] {
    const found: number[] = [];
    if (text.buffer === this.#memory.buffer) {
      this.#search(text.byteOffset + from, to - from, { before: NEWLINE, shift: -text.byteOffset, seen: 0, found });
      return found;
    }
    const copy = this.#copy;
    for (let at = from; at < to; at += SPACE_BYTES - this.#longest) {
      const count = Math.min(SPACE_BYTES, to - at);
      copy.set(text.subarray(at, at + count));
      const isFirst = at === from;
      const before = isFirst ? NEWLINE : (text[at - 1] as number);
      // What ends in the part that is searched twice was found the first time.
      const seen = isFirst ? 0 : copy.byteOffset + this.#longest;
      this.#search(copy.byteOffset, count, { before, shift: at - copy.byteOffset, seen, found });
      if (at + count === to) break;
    }
    return found;
  }

  findText(text: string): number[] {
    if (text.length > SPACE_BYTES) return this.find(Buffer.from(text, 'latin1'), 0, text.length);
    const found: number[] = [];
    const copy = this.#copy;
    copy.write(text.valueOf(), 0, text.length, 'latin1');
    this.#search(copy.byteOffset, text.length, { before: NEWLINE, shift: -copy.byteOffset, seen: 0, found });
    return found;
  }

  ends(text: Uint8Array, from: number, to: number): number[] {
    const found = this.find(text, from, to);
    const count = found.length / 2;
    for (let hit = 0; hit < count; hit++)
      found[hit] = (found[2 * hit + 1] as number) + (this.#lengths[found[2 * hit] as number] as number);
    found.length = count;
    return found;
  }

  pieces(table: PieceTable, text: Uint8Array, from: number, to: number): number[] {
    this.#open(table);
    const found: number[] = [];
    if (text.buffer === this.#memory.buffer) {
      this.#pieces(table, text.byteOffset + from, { to: text.byteOffset + to, shift: -text.byteOffset, found });
      return found;
    }
    const copy = this.#copy;
    // Each part begins at the place which is the first that the one before it could not look at.
    const fitting = Math.floor((SPACE_BYTES - table.length) / table.stride);
    for (let at = from; at < to; at += (fitting + 1) * table.stride) {
      const count = Math.min(fitting * table.stride + table.length, to - at);
      copy.set(text.subarray(at, at + count));
      this.#pieces(table, copy.byteOffset, { to: copy.byteOffset + count, shift: at - copy.byteOffset, found });
    }
    return found;
  }

  #open(table: PieceTable): void {
    const index = table.length === PIECE_BYTES_MAX ? 0 : 1;
    const at = this.#pieceTablesAt + (index * PIECE_TABLES_BYTES) / 2;
    const [known, version] = this.#loaded[index] ?? [];
    if (known !== table || version !== table.version) {
      this.#words.set(table.bits, at / WORD_BYTES);
      this.#loaded[index] = [table, table.version];
    }
    const factorsAt = this.#pieceTablesAt + PIECE_TABLES_BYTES;
    this.#words.set(table.factors, factorsAt / WORD_BYTES);
    this.#memory.set(table.halves, factorsAt + PIECE_FACTORS_BYTES);
    this.#exports.openPieces(at, Math.clz32(table.bits.length) + 2, factorsAt);
  }

  /** In parts whose places fit where they are written, whatever passes. */
  #pieces({ length, stride }: PieceTable, from: number, { to, shift, found }: PieceTarget): void {
    const last = to - length;
    const part = (OUT_BYTES / WORD_BYTES - 1) * stride;
    for (let at = from; at <= last; at += part) {
      this.#exports.begin(this.#out);
      const end = Math.min(last, at + part - stride);
      if (length === PIECE_BYTES_MAX) this.#exports.longPieces(at, end);
      else this.#exports.shortPieces(at, end);
      const written = this.#exports.written() / WORD_BYTES;
      for (let place = this.#out / WORD_BYTES; place < written; place++)
        found.push((this.#words[place] as number) + shift);
    }
  }

  #search(from: number, length: number, { before, shift, seen, found }: Target): void {
    const kept = this.#memory[from - 1] as number;
    this.#memory[from - 1] = before;
    const to = from + length;
    for (let goOn = from - 1; goOn < to;) {
      this.#exports.begin(this.#out);
      goOn = this.#exports.search(from, to, goOn, this.#limit);
      const written = this.#exports.written() / 4;
      for (let at = this.#out / 4; at < written; at += 2) {
        const pattern = this.#words[at] as number;
        const start = this.#words[at + 1] as number;
        if (start + (this.#lengths[pattern] as number) > seen) found.push(pattern, start + shift);
      }
    }
    this.#memory[from - 1] = kept;
  }
}

interface PieceTarget {
  readonly to: number;
  readonly shift: number;
  readonly found: number[];
}

interface Target {
  /** The byte before the range. */
  readonly before: number;
  readonly shift: number;
  /** Patterns that end up to there are left out. */
  readonly seen: number;
  readonly found: number[];
}
