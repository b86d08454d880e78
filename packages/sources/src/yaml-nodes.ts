// Every node of a YAML document that was read: its pointer and its offsets.
import { pointerSegment, readYamlEvents } from '@watertight/syntax';
import type { SyntaxEvent } from '@watertight/syntax';
import type { TextNode } from './json-nodes.ts';

type Mutable = { -readonly [K in keyof TextNode]: TextNode[K] };

interface Open {
  readonly node: Mutable | undefined;
  readonly isMapping: boolean;
  /** Items of a sequence so far. */
  items: number;
  /** Text of the key whose value comes next; undefined while a key comes next. */
  key: string | undefined;
}

/** Nodes that stand in the text itself; what comes through an alias or a merge key is at the alias. */
export function yamlNodes(text: string): TextNode[] {
  const nodes: Mutable[] = [];
  const open: Open[] = [];
  for (const event of readYamlEvents(text).events) {
    if (event.type === 'close') {
      const closed = open.pop();
      if (closed?.node !== undefined) closed.node.end = event.end;
      continue;
    }
    const around = open.at(-1);
    const isKey = around?.isMapping === true && around.key === undefined;
    const node = isKey
      ? undefined
      : { pointer: pointerIn(around), start: event.start, end: 'end' in event ? event.end : event.start };
    if (node !== undefined) nodes.push(node);
    step(around, event, isKey);
    if (event.type === 'mapping' || event.type === 'sequence')
      open.push({ node, isMapping: event.type === 'mapping', items: 0, key: undefined });
  }
  return nodes;
}

function pointerIn(around: Open | undefined): string {
  if (around === undefined) return '';
  const last = around.isMapping ? pointerSegment(around.key ?? '') : String(around.items);
  return `${around.node?.pointer ?? ''}/${last}`;
}

/** Notes that a node was met: a key waits for its value, an item is counted. */
function step(around: Open | undefined, event: SyntaxEvent, isKey: boolean): void {
  if (around === undefined) return;
  if (!around.isMapping) around.items++;
  else if (isKey) around.key = event.type === 'scalar' ? event.text : '';
  else around.key = undefined;
}
