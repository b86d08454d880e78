// Finds the place of a node by its JSON pointer, by reading the document again.
import { keyOfSegment } from './pointer.ts';
import { JsonTree } from './json-tree.ts';
import { Refused } from './leave.ts';
import { Lines } from './place.ts';
import type { Span, Tree } from './tree.ts';
import { YamlTree } from './yaml-tree.ts';

/** Where a node stands: 1-based lines, 1-based columns in UTF-16 units, the end exclusive. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  /** The key of the node, where it is a value of a mapping. */
  readonly keyLine?: number;
  readonly keyColumn?: number;
}

/**
 * The place of the node at an RFC 6901 pointer, or of its nearest parent that exists. Undefined when the document cannot be read
 * or is empty. Of equal keys the last one counts; aliases and merge keys are followed. Reads the whole document: for what is shown.
 */
export function locate(text: string, format: 'yaml' | 'json', pointer: string): Range | undefined {
  try {
    return format === 'json' ? find(new JsonTree(text), text, pointer) : find(new YamlTree(text), text, pointer);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

function find<Node>(tree: Tree<Node>, text: string, pointer: string): Range | undefined {
  let node = tree.root;
  if (node === undefined) return undefined;
  for (const token of pointerTokens(pointer)) {
    const child: Node | undefined = tree.child(node, token);
    if (child === undefined) break;
    node = child;
  }
  return rangeOf(text, tree.span(node));
}

function pointerTokens(pointer: string): string[] {
  return pointer.split('/').slice(1).map(keyOfSegment);
}

function rangeOf(text: string, { start, end, keyStart }: Span): Range {
  const lines = new Lines(text);
  const from = lines.at(start);
  const to = lines.at(end);
  const range: Range = { line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  if (keyStart === undefined) return range;
  const key = lines.at(keyStart);
  return { ...range, keyLine: key.line, keyColumn: key.column };
}
