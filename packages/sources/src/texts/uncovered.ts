// The comments of a YAML document: what its nodes do not hold.
import type { DocumentNode } from './document.ts';

export interface Comment {
  readonly start: number;
  readonly text: string;
}

/** Comments in the order of the text, from their `#` on. */
export function uncovered(text: string, root: DocumentNode): Comment[] {
  if (!text.includes('#')) return [];
  const spans = spansOf(root, []).sort((a, b) => a.start - b.start);
  const comments: Comment[] = [];
  let next = 0;
  for (let at = text.indexOf('#'); at !== -1; at = text.indexOf('#', at + 1)) {
    while (next < spans.length && (spans[next] as Span).end <= at) next++;
    const span = spans[next];
    const isInside = span !== undefined && span.start <= at;
    if (isInside || !/^$|\s/.test(text[at - 1] ?? '')) continue;
    const feed = text.indexOf('\n', at);
    const end = feed === -1 ? text.length : feed;
    comments.push({ start: at, text: text.slice(at, end) });
    at = end;
  }
  return comments;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function spansOf(node: DocumentNode, spans: Span[]): Span[] {
  if (node.kind === 'scalar') spans.push({ start: node.start, end: node.end });
  else if (node.kind === 'list') for (const item of node.items) spansOf(item, spans);
  else if (node.kind === 'map') {
    for (const { key, value } of node.entries) {
      spansOf(key, spans);
      spansOf(value, spans);
    }
  }
  return spans;
}
