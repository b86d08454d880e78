// What go-yaml refuses and our reader takes: directives that are not of YAML 1.1, and control characters after the document.
import type { SyntaxEvent } from '@watertight/syntax';
import type { Fault } from './refusal.ts';

/** go-yaml reads and checks this many bytes at once, also beyond what it needs. */
const READ_BYTES = 512;
/** Signs that go-yaml looks at to know that a document ends. */
const LOOK_AHEAD = 4;
/** What go-yaml calls a control character, with the bytes that are not UTF-8. */
const CONTROL = /[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufffc\u{10000}-\u{10ffff}]/u;
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

/** `end`: where the first document ends. Only what is read together with it is looked at. */
export function controlFaults(bytes: Buffer, end: number): Fault[] {
  const read = Math.ceil((end + LOOK_AHEAD) / READ_BYTES) * READ_BYTES;
  const after = bytes.subarray(end, read).toString('utf8');
  const line = bytes.subarray(0, end).toString('utf8').split('\n').length;
  return CONTROL.test(after) ? [unread(line, 'a control character after the document')] : [];
}
