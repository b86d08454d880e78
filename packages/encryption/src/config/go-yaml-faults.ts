// What go-yaml refuses and our reader takes: directives that are not of YAML 1.1, and control characters wherever they stand.
import type { SyntaxEvent } from '@watertight/syntax';
import type { Fault } from './refusal.ts';

/** go-yaml reads and checks this many bytes at once, also beyond what it needs. */
const READ_BYTES = 512;
/** Signs that go-yaml looks at to know that a document ends. */
const LOOK_AHEAD = 4;
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

/** In brackets, a question mark ends a plain scalar of go-yaml, and nothing may follow it. */
export function flowFaults(text: string, events: readonly SyntaxEvent[]): Fault[] {
  const open: boolean[] = [];
  const faults: Fault[] = [];
  for (const event of events) {
    if (event.type === 'mapping' || event.type === 'sequence') open.push(event.style === 'flow');
    else if (event.type === 'close') open.pop();
    else if (event.type === 'scalar' && event.style === 'plain' && open.at(-1) === true && event.text.includes('?'))
      faults.push(unread(text.slice(0, event.start).split('\n').length, 'a question mark in brackets'));
  }
  return faults;
}

/** Without its byte order mark; what is cut at the end is left out. Undefined where a byte is not UTF-8. */
function textOf(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
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
