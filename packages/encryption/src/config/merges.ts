// Merge keys as go-yaml takes them: keys are set one by one, strict mode refuses one that is set, and an alias must be a mapping.
import type { SyntaxEvent } from '@watertight/syntax';

/** What stands behind an anchor, as far as a merge needs it. */
type Merged = { readonly keys: ReadonlySet<string> } | { readonly items: readonly Merged[] } | undefined;

class Walk {
  readonly repeats: number[] = [];
  readonly notMappings: number[] = [];
  readonly #events: readonly SyntaxEvent[];
  readonly #anchors = new Map<string, Merged>();
  #next = 0;

  constructor(events: readonly SyntaxEvent[]) {
    this.#events = events;
  }

  start(): void {
    if (this.#events.length > 0) this.node();
  }

  node(): Merged {
    const event = this.#events[this.#next++] as SyntaxEvent;
    if (event.type === 'alias') return this.#anchors.get(event.name);
    if (event.type === 'scalar' || event.type === 'close') return undefined;
    const merged = event.type === 'mapping' ? { keys: this.#mapping() } : { items: this.#items() };
    if (event.anchor !== undefined) this.#anchors.set(event.anchor, merged);
    return merged;
  }

  #items(): Merged[] {
    const items: Merged[] = [];
    while (!this.#closes()) items.push(this.node());
    return items;
  }

  #mapping(): ReadonlySet<string> {
    const keys = new Set<string>();
    while (!this.#closes()) {
      const event = this.#events[this.#next] as SyntaxEvent;
      this.node();
      const isMerge = isMergeKey(event);
      const source = this.#events[this.#next] as SyntaxEvent;
      const value = this.node();
      if (isMerge && source.type === 'alias' && !(value !== undefined && 'keys' in value))
        this.notMappings.push(source.start);
      const added = isMerge ? keysOf(value) : event.type === 'scalar' ? [event.text] : [];
      for (const key of added) {
        if (keys.has(key) && event.type !== 'close') this.repeats.push(event.start);
        keys.add(key);
      }
    }
    return keys;
  }

  #closes(): boolean {
    if (this.#events[this.#next]?.type !== 'close') return false;
    this.#next++;
    return true;
  }
}

/** `<<` without quotes, or with its own tag. */
function isMergeKey(event: SyntaxEvent): boolean {
  if (event.type !== 'scalar' || event.text !== '<<') return false;
  return event.tag === undefined ? event.style === 'plain' : event.tag === '!!merge';
}

function keysOf(merged: Merged): string[] {
  if (merged === undefined) return [];
  return 'keys' in merged ? [...merged.keys] : merged.items.flatMap(keysOf);
}

/** Offsets in a readable document. */
export interface Merges {
  /** Keys and merge keys that set a key again. */
  readonly repeats: readonly number[];
  /** Aliases under merge keys that stand for no mapping. */
  readonly notMappings: readonly number[];
}

export function mergesOf(events: readonly SyntaxEvent[]): Merges {
  const walk = new Walk(events);
  walk.start();
  return walk;
}
