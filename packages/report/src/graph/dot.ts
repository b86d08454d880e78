// `-o dot`: paths as a Graphviz digraph, left to right.
import type { Result } from '../input/result.ts';
import { phrase } from '../text/phrase.ts';
import { visible } from '../text/visible.ts';
import { mergePaths, pathsOf } from './merge.ts';

/** Edges drawn; Graphviz needs seconds above this, and nobody reads such a picture. */
export const MAX_DOT_EDGES = 2_000;

/** A quoted DOT string. A backslash is doubled, since `\N` and `\l` mean something in labels. */
function quoted(text: string): string {
  return `"${visible(text).replace(/["\\]/g, (char) => `\\${char}`)}"`;
}

const STYLES = { certain: 'solid', conditional: 'dashed', assumed: 'dotted' };

export function* dot(result: Result): Iterable<string> {
  const graph = mergePaths(pathsOf(result), MAX_DOT_EDGES);
  const ids = new Map(graph.nodes.map((node, at) => [node, `n${at + 1}`]));
  yield 'digraph watertight {\n  rankdir=LR;\n  node [shape=box, fontname="sans-serif"];\n  edge [fontname="sans-serif", fontsize=10];\n';
  if (graph.left > 0) yield `  label=${quoted(`${graph.left} more paths are not drawn`)};\n`;
  for (const [node, id] of ids) {
    const shape = graph.ends.has(node)
      ? ', shape=cylinder, style=bold'
      : graph.starts.has(node)
        ? ', style=rounded'
        : '';
    yield `  ${id} [label=${quoted(phrase(node))}${shape}];\n`;
  }
  for (const { from, to, technique, certainty, step } of graph.edges) {
    const label = `label=${quoted(technique)}, tooltip=${quoted(step.because)}, style=${STYLES[certainty]}`;
    yield `  ${ids.get(from)} -> ${ids.get(to)} [${label}];\n`;
  }
  yield '}\n';
}
