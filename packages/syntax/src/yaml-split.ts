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
const DASH = 0x2d;
const DOT = 0x2e;
/** Bytes in a word; line feeds are counted by words, which takes a third of the time. */
const WORD = 4;
const FOUR_FEEDS = 0x0a0a0a0a;
const LOW_BITS = 0x7f7f7f7f;
const ONES = 0x01010101;

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
  for (const marker of markers(bytes, first)) {
    let boundary = marker;
    if (bytes[marker] === DOT) boundary = lineAfter(bytes, marker);
    else if (hasOnlyDirectives(bytes, start, marker)) continue;
    if (boundary <= start || boundary >= bytes.length) continue;
    yield boundary;
    start = boundary;
  }
}

/** The offsets of all lines that are document markers. The native search makes the hops. */
function* markers(bytes: Buffer, first: number): Generator<number> {
  if (isMarker(bytes, first)) yield first;
  let dash = bytes.indexOf('\n---', first);
  let dot = bytes.indexOf('\n...', first);
  while (dash !== -1 || dot !== -1) {
    const isDash = dot === -1 || (dash !== -1 && dash < dot);
    const at = (isDash ? dash : dot) + 1;
    if (isMarker(bytes, at)) yield at;
    if (isDash) dash = bytes.indexOf('\n---', at);
    else dot = bytes.indexOf('\n...', at);
  }
}

function isMarker(bytes: Buffer, at: number): boolean {
  const sign = bytes[at];
  if ((sign !== DASH && sign !== DOT) || bytes[at + 1] !== sign || bytes[at + 2] !== sign) return false;
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
  if (words > 0) {
    for (const word of new Int32Array(bytes.buffer, bytes.byteOffset + at, words)) count += feedsInWord(word);
    at += words * WORD;
  }
  for (; at < end; at++) if (bytes[at] === LF) count++;
  return count;
}

/** How many of four bytes are line feeds: after the exclusive or such a byte is zero, and only then its high bit ends up set. */
function feedsInWord(word: number): number {
  const other = word ^ FOUR_FEEDS;
  const marks = ~(((other & LOW_BITS) + LOW_BITS) | other | LOW_BITS);
  return Math.imul(marks >>> 7, ONES) >>> 24;
}
