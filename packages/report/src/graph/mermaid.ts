// `-o mermaid`: paths as a Mermaid flowchart, as GitHub and GitLab draw it.
import type { Result } from '../input/result.ts';
import { phrase } from '../text/phrase.ts';
import { visible } from '../text/visible.ts';
import { mergePaths, pathsOf, type PathGraph } from './merge.ts';

/** Mermaid refuses more than 500 edges (`maxEdges`) and more than 50,000 characters (`maxTextSize`). */
export const MAX_MERMAID_EDGES = 500;
export const MAX_MERMAID_TEXT = 49_000;
/** Units of a label; longer names lose their end. */
const MAX_LABEL = 120;

/** Every character that Mermaid or HTML might act on, as Mermaid's own entity `#NN;`. */
function label(text: string): string {
  const shown = visible(text);
  const cut = shown.length <= MAX_LABEL ? shown : `${shown.slice(0, MAX_LABEL - 1).replace(/[\ud800-\udbff]$/, '')}…`;
  return cut.replace(/[^A-Za-z0-9 .,:/_-]/gu, (char) => `#${char.codePointAt(0)};`);
}

const ARROWS = { certain: '-->', conditional: '-.->', assumed: '-.->' };

function lines(graph: PathGraph): string[] {
  const ids = new Map(graph.nodes.map((node, at) => [node, `n${at + 1}`]));
  const nodes = [...ids].map(([node, id]) => {
    const [open, close] = graph.ends.has(node)
      ? ['[("', '")]']
      : graph.starts.has(node)
        ? ['(["', '"])']
        : ['["', '"]'];
    return `  ${id}${open}${label(phrase(node))}${close}`;
  });
  const edges = graph.edges.map(
    ({ from, to, technique, certainty }) =>
      `  ${ids.get(from)} ${ARROWS[certainty]}|"${label(certainty === 'certain' ? technique : `${technique} ${certainty}`)}"| ${ids.get(to)}`,
  );
  const left = graph.left === 0 ? [] : [`  %% ${graph.left} more paths are not drawn`];
  return ['flowchart LR', ...left, ...nodes, ...edges];
}

/** Draws as many paths as Mermaid's limits let it, worst first, and says how many it left out. */
export function* mermaid(result: Result): Iterable<string> {
  const paths = pathsOf(result);
  let edges = MAX_MERMAID_EDGES;
  let text = lines(mergePaths(paths, edges)).join('\n');
  while (text.length > MAX_MERMAID_TEXT && edges > 1) {
    edges = Math.floor(edges / 2);
    text = lines(mergePaths(paths, edges)).join('\n');
  }
  yield `${text}\n`;
}
