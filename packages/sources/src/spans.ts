// Lines and columns of a text's nodes, as they stand in the whole source.
import type { TextNode } from './json-nodes.ts';
import type { Span } from './kept-positions.ts';
import type { Position } from './position.ts';

/** Yields pointer and span of each node of `text`, which begins at `start` in its source. */
export function* spansOf(text: string, nodes: Iterable<TextNode>, start: Position): Generator<readonly [string, Span]> {
  const starts = lineStarts(text);
  for (const node of nodes) {
    const from = positionOf(node.start, starts, start);
    const to = positionOf(node.end, starts, start);
    yield [node.pointer, { line: from.line, column: from.column, endLine: to.line, endColumn: to.column }];
  }
}

/** A place inside a text that begins at `start`, as it stands in the whole source. */
export function within(start: Position, { line, column }: Position): Position {
  return line === 1 ? { line: start.line, column: start.column + column - 1 } : { line: start.line + line - 1, column };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function positionOf(offset: number, starts: readonly number[], start: Position): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return within(start, { line: low + 1, column: offset - (starts[low] as number) + 1 });
}
