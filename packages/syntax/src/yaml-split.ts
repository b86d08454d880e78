// Cuts the bytes of a YAML file into documents, so that a broken document costs only itself.
import { byteOrderMarkLength, foreignEncoding } from './encoding.ts';
import type { SyntaxProblem } from './problem.ts';

/** One document of a file, as bytes. */
export interface YamlChunk {
  /** Byte offset of the chunk in the file; a byte order mark is left out. */
  readonly offset: number;
  /** Length in bytes. */
  readonly length: number;
  /** 1-based line of the file on which the chunk starts. */
  readonly line: number;
  /** Set when the file is not UTF-8 by its first bytes; the chunk is then the whole file and cannot be read. */
  readonly problem?: SyntaxProblem;
}

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const HASH = 0x23;
const PERCENT = 0x25;
/** Bytes in a word: line feeds are counted by words. */
const WORD = 4;
const FOUR_FEEDS = 0x0a0a0a0a;
const LOW_BITS = 0x7f7f7f7f;
/** Words whose feeds are summed before the sums are added up: each has its own byte for its sum. */
const WORDS_IN_SUM = 255;

const DASHES = Buffer.from('---');
const DOTS = Buffer.from('...');

/**
 * Yields the documents of a file in order. A `---` at column 0 begins a document wherever it stands, as YAML 1.2.2 section 9.1
 * says, except after directives, to which it belongs; `...` at column 0 ends one. Chunks without content are yielded too.
 */
export function* splitYaml(bytes: Uint8Array): Generator<YamlChunk> {
  const problem = foreignEncoding(bytes);
  if (problem !== undefined) {
    yield { offset: 0, length: bytes.length, line: 1, problem };
    return;
  }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let start = byteOrderMarkLength(bytes);
  let line = 1;
  for (const boundary of boundaries(buffer, start)) {
    yield { offset: start, length: boundary - start, line };
    line += countLines(buffer, start, boundary);
    start = boundary;
  }
  if (start < bytes.length) yield { offset: start, length: bytes.length - start, line };
}

/** The offsets between two documents, ascending, without the file's start and end. */
function* boundaries(bytes: Buffer, first: number): Generator<number> {
  let start = first;
  let dash = nextMarker(bytes, DASHES, first);
  let dot = nextMarker(bytes, DOTS, first);
  while (dash < bytes.length || dot < bytes.length) {
    const isDash = dash < dot;
    const marker = isDash ? dash : dot;
    const after = lineAfter(bytes, marker);
    const boundary = isDash ? marker : after;
    if (isDash) dash = nextMarker(bytes, DASHES, after);
    else dot = nextMarker(bytes, DOTS, after);
    if (boundary <= start || boundary >= bytes.length) continue;
    if (isDash && hasOnlyDirectives(bytes, start, marker)) continue;
    yield boundary;
    start = boundary;
  }
}

/** The first marker of these signs from the start of a line on, else the length. The native search makes the hops. */
function nextMarker(bytes: Buffer, signs: Buffer, lineStart: number): number {
  let from = lineStart;
  while (from < bytes.length) {
    const at = bytes.indexOf(signs, from);
    if (at === -1) break;
    if ((at === from || bytes[at - 1] === LF) && isMarker(bytes, at)) return at;
    from = lineAfter(bytes, at);
  }
  return bytes.length;
}

/** Whether three signs at the start of a line are a marker. */
function isMarker(bytes: Buffer, at: number): boolean {
  const next = bytes[at + 3];
  return next === undefined || next === SPACE || next === TAB || next === LF || next === CR;
}

/** Whether a range holds at least one directive and else only comments and blank lines: it then belongs to the `---` after it. */
function hasOnlyDirectives(bytes: Buffer, start: number, end: number): boolean {
  let found = false;
  for (let at = start; at < end; at = lineAfter(bytes, at)) {
    if (bytes[at] === PERCENT) found = true;
    else if (!isBlankOrComment(bytes, at)) return false;
  }
  return found;
}

function isBlankOrComment(bytes: Buffer, lineStart: number): boolean {
  let at = lineStart;
  while (bytes[at] === SPACE || bytes[at] === TAB) at++;
  const byte = bytes[at];
  return byte === undefined || byte === LF || byte === CR || byte === HASH;
}

function lineAfter(bytes: Buffer, at: number): number {
  const feed = bytes.indexOf(LF, at);
  return feed === -1 ? bytes.length : feed + 1;
}

function countLines(bytes: Buffer, start: number, end: number): number {
  let count = 0;
  let at = start;
  while (at < end && (bytes.byteOffset + at) % WORD !== 0) if (bytes[at++] === LF) count++;
  const words = Math.floor((end - at) / WORD);
  // A range that ends before the first whole word leaves `at` unaligned, where no array of words may begin.
  if (words > 0) count += feedsIn(new Int32Array(bytes.buffer, bytes.byteOffset + at, words));
  for (at += words * WORD; at < end; at++) if (bytes[at] === LF) count++;
  return count;
}

/** How many of the words' bytes are line feeds: after the exclusive or such a byte is zero, and only then its high bit ends up set. */
function feedsIn(words: Int32Array): number {
  let count = 0;
  for (let from = 0; from < words.length; from += WORDS_IN_SUM) {
    const to = Math.min(from + WORDS_IN_SUM, words.length);
    let sums = 0;
    for (let at = from; at < to; at++) {
      const other = (words[at] as number) ^ FOUR_FEEDS;
      sums = (sums + (~(((other & LOW_BITS) + LOW_BITS) | other | LOW_BITS) >>> 7)) | 0;
    }
    count += (sums & 0xff) + ((sums >>> 8) & 0xff) + ((sums >>> 16) & 0xff) + (sums >>> 24);
  }
  return count;
}
