// Steps through a YAML document by keys and indexes, following aliases and merge keys.
import { isMergeKey } from './composer.ts';
import type { SyntaxEvent } from './event.ts';
import { Refused } from './leave.ts';
import { REASON } from './problem.ts';
import { readYamlEvents } from './yaml-read.ts';
import { keyOfPlain } from './yaml-scalar.ts';
import type { Span, Tree } from './tree.ts';

/** A node: the index of its event, and of its key's event. */
export interface YamlNode {
  readonly event: number;
  readonly key?: number;
}

const INDEX = /^(?:0|[1-9][0-9]*)$/;
/** No event. */
const NONE = -1;
/** Merge keys inside merge keys. */
const MAX_MERGES = 512;
/** Steps for one search: merge keys of merge keys could otherwise ask for one node without end. */
const MAX_STEPS = 1_000_000;

/** The structure of one YAML document. */
export class YamlTree implements Tree<YamlNode> {
  readonly root: YamlNode | undefined;
  readonly #events: readonly SyntaxEvent[];
  readonly #links: Int32Array;
  #steps = 0;
  #merges = 0;

  /** Throws `Refused` when the document cannot be read. */
  constructor(text: string) {
    this.#events = readYamlEvents(text).events;
    this.#links = linkEvents(this.#events);
    this.root = this.#events.length === 0 ? undefined : { event: 0 };
  }

  child(node: YamlNode, token: string): YamlNode | undefined {
    const index = this.#target(node.event);
    const event = this.#events[index];
    if (event?.type === 'mapping') return this.#property(index, token);
    return event?.type === 'sequence' && INDEX.test(token) ? this.#item(index, Number(token)) : undefined;
  }

  span(node: YamlNode): Span {
    const event = this.#event(node.event);
    const close =
      event.type === 'mapping' || event.type === 'sequence' ? this.#event(this.#links[node.event] as number) : event;
    const start = event.type === 'close' ? event.end : event.start;
    const span = { start, end: 'end' in close ? close.end : start };
    const key = node.key === undefined ? undefined : this.#event(node.key);
    return key === undefined || key.type === 'close' ? span : { ...span, keyStart: key.start };
  }

  #property(open: number, name: string): YamlNode | undefined {
    let found: YamlNode | undefined;
    for (let key = open + 1; this.#event(key).type !== 'close';) {
      this.#step();
      const value = this.#after(key);
      if (isMergeKey(this.#event(key))) found = this.#merged(value, name) ?? found;
      else if (this.#keyText(key) === name) found = { event: value, key };
      key = this.#after(value);
    }
    return found;
  }

  /** A key that comes through a merge key's value. */
  #merged(value: number, name: string): YamlNode | undefined {
    if (++this.#merges > MAX_MERGES) throw new Refused(REASON.limitDepth, 0);
    const found = this.#mergedFrom(this.#target(value), name);
    this.#merges--;
    return found;
  }

  #mergedFrom(index: number, name: string): YamlNode | undefined {
    const event = this.#event(index);
    if (event.type === 'mapping') return this.#property(index, name);
    if (event.type !== 'sequence') return undefined;
    for (let item = index + 1; this.#event(item).type !== 'close'; item = this.#after(item)) {
      const target = this.#target(item);
      const found = this.#event(target).type === 'mapping' ? this.#property(target, name) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #item(open: number, index: number): YamlNode | undefined {
    let item = open + 1;
    for (let at = 0; this.#event(item).type !== 'close'; at++) {
      if (at === index) return { event: item };
      item = this.#after(item);
    }
    return undefined;
  }

  #keyText(key: number): string | undefined {
    const event = this.#event(this.#target(key));
    if (event.type !== 'scalar') return undefined;
    return event.style === 'plain' && event.tag === undefined ? keyOfPlain(event.text) : event.text;
  }

  /** The node that an alias stands for, or the node itself. */
  #target(index: number): number {
    const target = this.#links[index] as number;
    return this.#event(index).type === 'alias' && target !== NONE ? target : index;
  }

  /** The event after a node. */
  #after(index: number): number {
    return this.#event(index).type === 'alias' ? index + 1 : Math.max(this.#links[index] as number, index) + 1;
  }

  #event(index: number): SyntaxEvent {
    return this.#events[index] as SyntaxEvent;
  }

  #step(): void {
    if (++this.#steps > MAX_STEPS) throw new Refused(REASON.limitAliases, 0);
  }
}

/** For each event that opens a collection the one that closes it; for each alias its node, unless that still is open. */
function linkEvents(events: readonly SyntaxEvent[]): Int32Array {
  const links = new Int32Array(events.length).fill(NONE);
  const open: number[] = [];
  const anchors = new Map<string, number>();
  events.forEach((event, index) => {
    if (event.type === 'close') links[open.pop() as number] = index;
    else if (event.type === 'mapping' || event.type === 'sequence') open.push(index);
    else if (event.type === 'alias') links[index] = closedAnchor(events, links, anchors.get(event.name));
    if ('anchor' in event && event.anchor !== undefined) anchors.set(event.anchor, index);
  });
  return links;
}

function closedAnchor(events: readonly SyntaxEvent[], links: Int32Array, index: number | undefined): number {
  if (index === undefined) return NONE;
  return events[index]?.type === 'scalar' || links[index] !== NONE ? index : NONE;
}
