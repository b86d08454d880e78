// What go-yaml refuses and our reader takes: foreign directives, control characters, tabs, and what stands behind a value's end.
import type { SyntaxEvent } from '@watertight/syntax';
import type { Fault } from './refusal.ts';

/** go-yaml reads and checks this many bytes at once, also beyond what it needs. */
const READ_BYTES = 512;
/** Signs that go-yaml looks at to know that a document ends. */
const LOOK_AHEAD = 4;
/** Blanks between a key and its colon that are looked at. */
const GAP_MAX = 1000;
/** What go-yaml calls a control character, in YAML 1.1. */
const CONTROL = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const KNOWN = /^%(?:YAML[ \t]+1\.1|TAG[ \t]+!(?:[\w-]*!)?[ \t]+\S+)[ \t]*(?:#.*)?$/;

function unread(line: number, what: string): Fault {
  return { pointer: '', line, reason: `the file cannot be read: ${what}` };
}

/** What may stand before the document: blank lines, comments, `%YAML 1.1` and `%TAG` with `---` after them. */
export function startFaults(text: string): Fault[] {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const faults: Fault[] = [];
  let hasDirective = false;
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('%')) hasDirective = true;
    if (line.startsWith('%') && !KNOWN.test(line)) faults.push(unread(index + 1, 'a directive that YAML 1.1 has not'));
    if (line.startsWith('%') || /^\s*(?:#|$)/.test(line)) continue;
    const isMarker = /^---(?:\s|$)/.test(line);
    if (hasDirective && !isMarker) faults.push(unread(index + 1, 'no --- follows the directives'));
    if (/^(?:\s+---|\.\.\.)(?:\s|$)/.test(line))
      faults.push(unread(index + 1, 'a marker stands where a document begins'));
    return faults;
  }
  return faults;
}

/** In brackets, a question mark ends a plain scalar of go-yaml, and nothing may follow it; none begins with a colon; a key and its colon share a line. */
export function flowFaults(text: string, events: readonly SyntaxEvent[]): Fault[] {
  const open: boolean[] = [];
  const faults: Fault[] = [];
  for (const event of events) {
    if (event.type === 'mapping' || event.type === 'sequence') open.push(event.style === 'flow');
    else if (event.type === 'close') open.pop();
    else if (event.type === 'scalar' && open.at(-1) === true) {
      const line = text.slice(0, event.start).split('\n').length;
      if (event.style === 'plain' && event.text.includes('?')) faults.push(unread(line, 'a question mark in brackets'));
      if (event.style === 'plain' && event.text.startsWith(':'))
        faults.push(unread(line, 'a second colon in brackets'));
      if (isKeyOverLines(text, event)) faults.push(unread(line, 'a key and its colon stand on two lines'));
    }
  }
  return faults;
}

/** Two exclamation marks name no type by themselves. */
export function tagFaults(text: string, events: readonly SyntaxEvent[]): Fault[] {
  const nameless = events.filter((event) => 'tag' in event && event.tag === '!!') as { readonly start: number }[];
  return nameless.map(({ start }) => unread(text.slice(0, start).split('\n').length, 'a tag without a name'));
}

/** What may follow a value in its line: nothing, a comment, or the colon that makes it a key. */
const LINE_REST = /[ \t]*(?:[#:\r\n]|$)/y;

/** An item of a list that ends in its line is not followed by the next key there, as in `- 'a' b: c`. */
export function restFaults(text: string, events: readonly SyntaxEvent[]): Fault[] {
  const open: ('block' | 'flow')[] = [];
  const faults: Fault[] = [];
  for (const event of events) {
    if ('style' in event && event.type !== 'scalar') {
      open.push(event.style);
      continue;
    }
    const isShut =
      event.type === 'close' ? open.pop() === 'flow' : event.type === 'alias' || /single|double/.test(event.style);
    if (!isShut || open.at(-1) !== 'block') continue;
    LINE_REST.lastIndex = event.end;
    if (LINE_REST.test(text)) continue;
    faults.push(unread(text.slice(0, event.end).split('\n').length, 'more stands behind the end of a value'));
  }
  return faults;
}

/** Bytes before a character whose first byte promises more than follow; go-yaml looks at these no further. */
function wholeLength(bytes: Buffer): number {
  for (let left = 1; left <= 3 && left <= bytes.length; left++) {
    const lead = bytes[bytes.length - left] ?? 0;
    const width = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
    if (width > left) return bytes.length - left;
  }
  return bytes.length;
}

/** Without its byte order mark; what is cut at the end is left out. Undefined where a byte is not UTF-8. */
function textOf(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, wholeLength(bytes)));
  } catch {
    return undefined;
  }
}

/** `end`: where the first document ends; what is read together with it is looked at too. Comments are no exception. */
export function controlFaults(bytes: Buffer, end: number): Fault[] {
  const read = Math.ceil((end + LOOK_AHEAD) / READ_BYTES) * READ_BYTES;
  const text = textOf(bytes.subarray(0, read));
  if (text === undefined) return [unread(1, 'a byte that is not UTF-8')];
  const found = CONTROL.exec(text);
  return found === null ? [] : [unread(text.slice(0, found.index).split('\n').length, 'a control character')];
}

function isKeyOverLines(text: string, { start, end }: { readonly start: number; readonly end: number }): boolean {
  const [, gap = '', colon] = /^([ \t\r\n]*)(:?)/.exec(text.slice(end, end + GAP_MAX)) ?? [];
  return colon === ':' && `${text.slice(start, end)}${gap}`.includes('\n');
}

/** Where a scalar or a collection in brackets stands, and what a tab behind it may not come before. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  /** Of the block collection around a plain scalar; infinite behind anything else. */
  readonly column: number;
}

function stretchesOf(text: string, events: readonly SyntaxEvent[]): Stretch[] {
  const columnAt = (offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1);
  const open: { readonly isFlow: boolean; readonly start: number }[] = [];
  const stretches: Stretch[] = [];
  for (const event of events) {
    const around = open.at(-1);
    if ('style' in event && event.type !== 'scalar') {
      open.push({ isFlow: event.style === 'flow', start: event.start });
      continue;
    }
    if (event.type === 'close') {
      open.pop();
      if (around?.isFlow === true) stretches.push({ start: around.start, end: event.end, column: Infinity });
      continue;
    }
    const { start, end } = event;
    const isPlain = event.type === 'scalar' && event.style === 'plain';
    const column = isPlain ? columnAt(around?.start ?? 0) : Infinity;
    if (start < end && around?.isFlow !== true) stretches.push({ start, end, column });
  }
  return stretches;
}

/** A tab begins no line of a block: go-yaml skips it only behind a plain scalar, and not too far to the left. */
export function tabFaults(text: string, events: readonly SyntaxEvent[]): Fault[] {
  const lines = [...text.matchAll(/^( *)((?:- +)*-?)\t/gm)];
  if (lines.length === 0) return [];
  const stretches = stretchesOf(text, events);
  return lines.flatMap(({ index, 1: spaces = '', 2: dashes = '' }): Fault[] => {
    const before = stretches.filter(({ start }) => start < index);
    if (before.some(({ end }) => end > index)) return [];
    const { column } = before.at(-1) ?? { column: Infinity };
    return dashes === '' && spaces.length > column
      ? []
      : [unread(text.slice(0, index).split('\n').length, 'a tab begins a line')];
  });
}
