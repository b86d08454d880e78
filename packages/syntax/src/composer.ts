// Makes a value of the general reader's events: anchors, aliases, merge keys and tags, as kubectl understands them.
import type { OpenEvent, ScalarEvent, SyntaxEvent } from './event.ts';
import { setOwn } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import { Refused } from './leave.ts';
import type { ReadLimits } from './limits.ts';
import { NodeBuilder } from './node-builder.ts';
import type { Note } from './node-builder.ts';
import { REASON } from './problem.ts';
import type { Reason } from './problem.ts';
import { fullTag, taggedValue } from './tagged.ts';

/** A composed node, and what it costs where an alias repeats it. */
interface Node {
  readonly value: Json;
  readonly scalar?: ScalarEvent;
  /** Nodes in it, aliases expanded. */
  readonly nodes: number;
  /** Collections inside each other in it, aliases expanded. */
  readonly height: number;
}

/** `<<` without quotes: a merge key. */
export function isMergeKey(event: SyntaxEvent | undefined): boolean {
  if (event?.type !== 'scalar' || event.text !== '<<') return false;
  return event.tag === undefined ? event.style === 'plain' : event.tag === '!!merge';
}

/** Composes the events of one document. Throws `Refused`. */
export class Composer {
  readonly #events: readonly SyntaxEvent[];
  readonly #handles: ReadonlyMap<string, string>;
  readonly #limits: ReadLimits;
  readonly #builder: NodeBuilder;
  /** By name; undefined while the node is being composed. */
  readonly #anchors = new Map<string, Node | undefined>();
  #next = 0;
  #depth = 0;
  #expanded = 0;

  constructor(events: readonly SyntaxEvent[], handles: ReadonlyMap<string, string>, limits: ReadLimits) {
    this.#events = events;
    this.#handles = handles;
    this.#limits = limits;
    this.#builder = new NodeBuilder(limits.depth);
  }

  get notes(): readonly Note[] {
    return this.#builder.notes;
  }

  compose(): Json {
    return this.#node().value;
  }

  #node(): Node {
    const event = this.#events[this.#next++] as SyntaxEvent;
    if (event.type === 'alias') return this.#alias(event.name, event.start);
    if (event.type === 'close') throw new Refused(REASON.invalidYaml, event.end);
    if (event.anchor !== undefined) this.#anchors.set(event.anchor, undefined);
    const node = event.type === 'scalar' ? this.#scalar(event) : this.#collection(event);
    if (event.anchor !== undefined) this.#anchors.set(event.anchor, node);
    return node;
  }

  #alias(name: string, offset: number): Node {
    const node = this.#anchors.get(name);
    if (node === undefined)
      throw new Refused(this.#anchors.has(name) ? REASON.anchorCycle : REASON.anchorUnknown, offset);
    this.#expanded += node.nodes;
    if (this.#expanded > this.#limits.aliasNodes) throw new Refused(REASON.limitAliases, offset);
    if (this.#depth + node.height > this.#limits.depth) throw new Refused(REASON.limitDepth, offset);
    return node;
  }

  #scalar(event: ScalarEvent): Node {
    return { value: this.#scalarValue(event), scalar: event, nodes: 1, height: 0 };
  }

  #scalarValue(event: ScalarEvent): Json {
    if (event.tag !== undefined) return this.#tagged(event, event.tag);
    return event.style === 'plain' ? this.#builder.plain(event.text, event.start, event.end) : event.text;
  }

  #tagged(event: ScalarEvent, tag: string): Json {
    const { value, fits } = taggedValue(fullTag(tag, this.#handles), event.text);
    if (!fits) this.#note(REASON.tagMismatch, event.start);
    return value;
  }

  #collection(event: OpenEvent): Node {
    if (++this.#depth > this.#limits.depth) throw new Refused(REASON.limitDepth, event.start);
    const node = event.type === 'sequence' ? this.#sequence() : this.#mapping();
    this.#depth--;
    return node;
  }

  #sequence(): Node {
    const items: Json[] = [];
    let nodes = 1;
    let height = 0;
    while (!this.#closes()) {
      const item = this.#node();
      items.push(item.value);
      nodes += item.nodes;
      height = Math.max(height, item.height);
    }
    return { value: items, nodes, height: height + 1 };
  }

  #mapping(): Node {
    const object: JsonObject = {};
    let nodes = 1;
    let height = 0;
    while (!this.#closes()) {
      const event = this.#events[this.#next] as SyntaxEvent;
      const offset = event.type === 'close' ? event.end : event.start;
      const isMerge = isMergeKey(event);
      const key = isMerge ? undefined : this.#key();
      if (isMerge) this.#next++;
      const value = this.#node();
      if (isMerge) this.#merge(object, value.value, offset);
      else if (key !== undefined) this.#builder.set(object, key, value.value, offset);
      nodes += value.nodes + 1;
      height = Math.max(height, value.height);
    }
    return { value: object, nodes, height: height + 1 };
  }

  /** The key at hand, or undefined where it is a collection, which JSON cannot hold. */
  #key(): string | undefined {
    const event = this.#events[this.#next] as SyntaxEvent;
    if (event.type === 'scalar') {
      this.#next++;
      const key = this.#scalarKey(event);
      if (event.anchor !== undefined)
        this.#anchors.set(event.anchor, { value: key, scalar: event, nodes: 1, height: 0 });
      return key;
    }
    const node = this.#node();
    if (node.scalar !== undefined) return this.#scalarKey(node.scalar);
    this.#note(REASON.complexKey, event.type === 'close' ? event.end : event.start);
    return undefined;
  }

  #scalarKey(event: ScalarEvent): string {
    const { style, text, start, end, tag } = event;
    if (tag === undefined) return this.#builder.key(style, text, start, end);
    const value = this.#tagged(event, tag);
    return typeof value === 'string' ? value : this.#builder.key('plain', text, start, end);
  }

  /** go-yaml sets merged keys where the merge key stands, over what came before; of a list, the first mapping counts. */
  #merge(object: JsonObject, value: Json, offset: number): void {
    const sources = Array.isArray(value) ? (value as readonly Json[]).toReversed() : [value];
    for (const source of sources) {
      if (source === null || typeof source !== 'object' || Array.isArray(source)) {
        this.#note(REASON.merge, offset);
        continue;
      }
      for (const [key, item] of Object.entries(source)) setOwn(object, key, item);
    }
  }

  #note(reason: Reason, offset: number): void {
    this.#builder.notes.push({ reason, offset });
  }

  #closes(): boolean {
    if (this.#events[this.#next]?.type !== 'close') return false;
    this.#next++;
    return true;
  }
}
