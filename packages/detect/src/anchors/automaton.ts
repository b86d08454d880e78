// Finds anchors in bytes: one table look-up a byte, whatever the number of anchors.

/** What one byte after another must be, each step as the characters that it may be. */
export type Steps = readonly string[];

export interface Hit {
  /** Index into the steps that the automaton was made of. */
  readonly pattern: number;
  readonly start: number;
  readonly end: number;
}

/** A text whatever its case. */
export function caseless(anchor: string): Steps {
  return Array.from(anchor, (letter) => {
    const [lower, upper] = [letter.toLowerCase(), letter.toUpperCase()];
    return lower === upper ? letter : lower + upper;
  });
}

const BYTES = 256;
const NEWLINE = 0x0a;
const SIXTEEN_BITS = 65_536;

/**
 * Aho and Corasick's automaton as one table, made by subset construction so that a step may be a set of bytes. States are
 * multiplied by the row length beforehand and those that end a pattern come last: the loop has one look-up and one comparison.
 */
export class Automaton {
  readonly #table: Uint16Array | Uint32Array;
  readonly #classes: Uint8Array;
  readonly #accepting: number;
  readonly #stride: number;
  /** The state after a line end: a step may stand for it, before the first byte too. */
  readonly #start: number;
  /** Of each accepting state, in order, the patterns that end there. */
  readonly #ends: readonly (readonly number[])[];
  readonly #lengths: readonly number[];

  constructor(patterns: readonly Steps[]) {
    const { classes, bytesOf, count } = byteClasses(patterns);
    const { rows, ends } = subsets(patterns, bytesOf, count);
    const accepting = rows.flatMap((_, state) => (ends[state]?.length === 0 ? [] : [state]));
    const place = placesOf(ends);
    const size = rows.length * count;
    this.#table = size <= SIXTEEN_BITS ? new Uint16Array(size) : new Uint32Array(size);
    for (const [state, row] of rows.entries()) {
      const at = (place[state] as number) * count;
      for (let column = 0; column < count; column++) {
        this.#table[at + column] = (place[row[column] as number] as number) * count;
      }
    }
    this.#classes = classes;
    this.#stride = count;
    this.#accepting = (rows.length - accepting.length) * count;
    this.#start = this.#table[classes[NEWLINE] as number] as number;
    this.#ends = accepting.map((state) => ends[state] ?? []);
    this.#lengths = patterns.map((steps) => steps.length);
  }

  /** The place after the first anchor that lies in `[from, to)`, or -1; a line end is taken to stand before it. */
  first(bytes: Uint8Array, from: number, to: number): number {
    const table = this.#table;
    const classes = this.#classes;
    const accepting = this.#accepting;
    let state = this.#start;
    for (let at = from; at < to; at++) {
      state = table[state + (classes[bytes[at] as number] as number)] as number;
      if (state >= accepting) return at + 1;
    }
    return -1;
  }

  /** Every anchor of a text whose characters are bytes, by where it ends; one that begins with a line end may begin at -1. */
  all(text: string): Hit[] {
    const hits: Hit[] = [];
    let state = this.#start;
    for (let at = 0; at < text.length; at++) {
      state = this.#table[state + (this.#classes[text.charCodeAt(at)] as number)] as number;
      if (state < this.#accepting) continue;
      for (const pattern of this.#ends[(state - this.#accepting) / this.#stride] ?? []) {
        hits.push({ pattern, start: at + 1 - (this.#lengths[pattern] as number), end: at + 1 });
      }
    }
    return hits;
  }
}

interface Classes {
  /** Of each byte. */
  readonly classes: Uint8Array;
  readonly bytesOf: ReadonlyMap<string, readonly number[]>;
  readonly count: number;
}

/** Bytes that no step tells apart share a column. */
function byteClasses(patterns: readonly Steps[]): Classes {
  const sets = [...new Set(patterns.flat())];
  const numbers = new Map<string, number>();
  const classes = Uint8Array.from({ length: BYTES }, (_, byte) => {
    const letter = String.fromCharCode(byte);
    const key = sets.filter((set) => set.includes(letter)).join('\n');
    if (!numbers.has(key)) numbers.set(key, numbers.size);
    return numbers.get(key) as number;
  });
  const bytesOf = new Map(
    sets.map((set) => [set, [...new Set(Array.from(set, (letter) => classes[letter.charCodeAt(0)] as number))]]),
  );
  return { classes, bytesOf, count: numbers.size };
}

interface Built {
  readonly rows: number[][];
  readonly ends: number[][];
}

/** Beginnings of patterns: those that begin alike share nodes. */
interface Node {
  readonly next: Map<string, number>;
  readonly ends: number[];
}

function trie(patterns: readonly Steps[]): Node[] {
  const nodes: Node[] = [{ next: new Map(), ends: [] }];
  patterns.forEach((steps, pattern) => {
    let at = 0;
    for (const set of steps) {
      const next = nodes[at]?.next.get(set) ?? nodes.push({ next: new Map(), ends: [] }) - 1;
      nodes[at]?.next.set(set, next);
      at = next;
    }
    nodes[at]?.ends.push(pattern);
  });
  return nodes;
}

/** A state is the set of beginnings that have just been read. */
function subsets(patterns: readonly Steps[], bytesOf: ReadonlyMap<string, readonly number[]>, count: number): Built {
  const nodes = trie(patterns);
  const known = new Map<string, number>();
  const states: (readonly number[])[] = [];
  const numberOf = (state: readonly number[]): number => {
    const key = state.join();
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, states.length);
    return states.push(state) - 1;
  };
  const moves = (from: readonly number[]): Map<number, number[]> => {
    const targets = new Map<number, number[]>();
    for (const node of from) {
      for (const [set, next] of nodes[node]?.next ?? []) {
        for (const column of bytesOf.get(set) ?? []) targets.set(column, [...(targets.get(column) ?? []), next]);
      }
    }
    return targets;
  };
  numberOf([]);
  const anew = moves([0]);
  const first = Array.from({ length: count }, (_, column) => numberOf(anew.get(column) ?? []));
  const rows: number[][] = [first];
  for (let state = 1; state < states.length; state++) {
    const row = first.slice();
    for (const [column, reached] of moves(states[state] ?? [])) {
      row[column] = numberOf([...(anew.get(column) ?? []), ...reached].sort((one, other) => one - other));
    }
    rows.push(row);
  }
  return { rows, ends: states.map((state) => state.flatMap((node) => nodes[node]?.ends ?? [])) };
}

/** The number of each state: those that end no pattern first, each part in order. */
function placesOf(ends: readonly (readonly number[])[]): Int32Array {
  const places = new Int32Array(ends.length);
  let next = 0;
  for (const isAccepting of [false, true]) {
    ends.forEach((patterns, state) => {
      if (patterns.length > 0 === isAccepting) places[state] = next++;
    });
  }
  return places;
}
