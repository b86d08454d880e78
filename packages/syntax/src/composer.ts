// Makes a value of the general reader's events: anchors, aliases, merge keys and tags, as kubectl understands them.
import type { OpenEvent, ScalarEvent, SyntaxEvent } from './event.ts';
import { setOwn } from './json.ts';
import type { Repeats } from './node-builder.ts';
import type { Json, JsonObject } from './json.ts';
import { Refused } from './leave.ts';
import type { ReadLimits } from './limits.ts';
import type { Note } from './node-builder.ts';
import { REASON } from './problem.ts';
import type { Reason } from './problem.ts';
import { fullTag, taggedValue } from './tagged.ts';
import { NOT_FINITE, keyOfPlain, refusalOfKey, resolvePlain } from './yaml-scalar.ts';

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
  readonly #repeats: Repeats;
  readonly notes: Note[] = [];
  /** By name; undefined while the node is being composed. */
  readonly #anchors = new Map<string, Node | undefined>();
  #next = 0;
  #depth = 0;
  #expanded = 0;

  constructor(
    events: readonly SyntaxEvent[],
    handles: ReadonlyMap<string, string>,
    limits: ReadLimits,
    repeats: Repeats = 'last',
  ) {
    this.#repeats = repeats;
    this.#events = events;
    this.#handles = handles;
    this.#limits = limits;
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
    const value = event.style === 'plain' ? resolvePlain(event.text) : event.text;
    if (value !== NOT_FINITE) return value;
    this.#note(REASON.notFinite, event.start);
    return event.text;
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
    const keys = new Set<string>();
    let nodes = 1;
    let height = 0;
    while (!this.#closes()) {
      const value = isMergeKey(this.#events[this.#next]) ? this.#mergeEntry(object) : this.#entry(object, keys);
      nodes += value.nodes + 1;
      height = Math.max(height, value.height);
    }
    return { value: object, nodes, height: height + 1 };
  }

  /** One entry; gives the node of its value. */
  #entry(object: JsonObject, keys: Set<string>): Node {
    const offset = this.#offset();
    const key = this.#key();
    const isRepeated = key !== undefined && keys.has(key);
    if (isRepeated) this.#note(REASON.duplicateKey, offset);
    const node = this.#node();
    if (key !== undefined && !(isRepeated && this.#repeats === 'first')) setOwn(object, key, node.value);
    if (key !== undefined) keys.add(key);
    return node;
  }

  #mergeEntry(object: JsonObject): Node {
    const offset = this.#offset();
    this.#next++;
    const node = this.#node();
    this.#merge(object, node.value, offset);
    return node;
  }

  #offset(): number {
    const event = this.#events[this.#next] as SyntaxEvent;
    return event.type === 'close' ? event.end : event.start;
  }

  /** The key at hand, or undefined where it is a collection, which JSON cannot hold. */
  #key(): string | undefined {
    const offset = this.#offset();
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
    this.#note(REASON.complexKey, offset);
    return undefined;
  }

  #scalarKey(event: ScalarEvent): string {
    const { style, text, start, tag } = event;
    const tagged = tag === undefined ? undefined : this.#tagged(event, tag);
    if (typeof tagged === 'string') return tagged;
    if (style !== 'plain' && tagged === undefined) return text;
    const refusal = refusalOfKey(text);
    if (refusal !== undefined) this.#note(refusal, start);
    return keyOfPlain(text);
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
    this.notes.push({ reason, offset });
  }

  #closes(): boolean {
    if (this.#events[this.#next]?.type !== 'close') return false;
    this.#next++;
    return true;
  }
}
