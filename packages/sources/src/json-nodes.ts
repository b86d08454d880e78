// Every node of a JSON text that is known to be valid: its pointer and its offsets.
import { pointerSegment } from '@watertight/syntax';

/** A node: offsets in UTF-16 units, the end exclusive. */
export interface TextNode {
  readonly pointer: string;
  readonly start: number;
  readonly end: number;
}

/** The whole text as one node. */
export function rootOf(text: string): TextNode {
  return { pointer: '', start: 0, end: text.length };
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /[^\s,\]}]+/y;

interface Open {
  readonly index: number;
  readonly pointer: string;
  readonly isArray: boolean;
  items: number;
}

/** Nodes in the order in which they begin; a collection's end is set when it is reached, so all are complete only at the end. */
export function jsonNodes(text: string): TextNode[] {
  const nodes: { pointer: string; start: number; end: number }[] = [];
  const open: Open[] = [];
  let at = after(SPACE, text, 0);
  while (at < text.length) {
    const around = open.at(-1);
    const sign = text[at];
    if (sign === '}' || sign === ']') {
      const closed = open.pop();
      if (closed === undefined) break;
      (nodes[closed.index] as TextNode & { end: number }).end = at + 1;
      at++;
    } else if (sign === ',') {
      at++;
    } else {
      let pointer = '';
      if (around?.isArray === true) pointer = `${around.pointer}/${around.items++}`;
      else if (around !== undefined) {
        const end = after(STRING, text, at);
        pointer = `${around.pointer}/${token(text.slice(at, end))}`;
        at = after(SPACE, text, after(SPACE, text, end) + 1);
      }
      const first = text[at];
      const isCollection = first === '{' || first === '[';
      const end = isCollection ? at + 1 : after(first === '"' ? STRING : SCALAR, text, at);
      if (isCollection) open.push({ index: nodes.length, pointer, isArray: first === '[', items: 0 });
      nodes.push({ pointer, start: at, end });
      at = end;
    }
    at = after(SPACE, text, at);
  }
  return nodes;
}

function after(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from + 1;
}

/** A quoted key as a segment of an RFC 6901 pointer. */
function token(quoted: string): string {
  const key = quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
  return pointerSegment(key);
}
