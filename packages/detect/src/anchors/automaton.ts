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
    const built = subsets(patterns, bytesOf, count);
    const { rows, ends } = acceptingLast(built);
    const size = rows.length * count;
    this.#table = size <= SIXTEEN_BITS ? new Uint16Array(size) : new Uint32Array(size);
    rows.forEach((row, state) => row.forEach((to, at) => (this.#table[state * count + at] = to * count)));
    this.#classes = classes;
    this.#stride = count;
    this.#accepting = (rows.length - ends.length) * count;
    this.#start = this.#table[classes[NEWLINE] as number] as number;
    this.#ends = ends;
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

/** A state is the set of places in patterns that have been reached; a pattern's last place is its end. */
function subsets(patterns: readonly Steps[], bytesOf: ReadonlyMap<string, readonly number[]>, count: number): Built {
  const places = patterns.flatMap((steps, pattern) => [
    ...steps.map((set) => ({ set, pattern })),
    { set: '', pattern },
  ]);
  const starts: number[] = [];
  places.forEach(({ pattern }, at) => {
    if (at === 0 || places[at - 1]?.pattern !== pattern) starts.push(at);
  });
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
    for (const place of from) {
      for (const column of bytesOf.get(places[place]?.set ?? '') ?? []) {
        const list = targets.get(column);
        if (list === undefined) targets.set(column, [place + 1]);
        else list.push(place + 1);
      }
    }
    return targets;
  };
  numberOf([]);
  const anew = moves(starts);
  const first = Array.from({ length: count }, (_, column) => numberOf(anew.get(column) ?? []));
  const rows: number[][] = [first];
  for (let state = 1; state < states.length; state++) {
    const row = first.slice();
    for (const [column, reached] of moves(states[state] ?? [])) {
      row[column] = numberOf([...(anew.get(column) ?? []), ...reached].sort((a, b) => a - b));
    }
    rows.push(row);
  }
  const ends = states.map((state) => state.flatMap((at) => (places[at]?.set === '' ? [places[at].pattern] : [])));
  return { rows, ends };
}

function acceptingLast({ rows, ends }: Built): Built {
  const order = rows
    .map((_, state) => state)
    .sort((a, b) => Math.sign(ends[a]?.length ?? 0) - Math.sign(ends[b]?.length ?? 0));
  const place = new Map(order.map((state, at) => [state, at]));
  return {
    rows: order.map((state) => (rows[state] ?? []).map((to) => place.get(to) ?? 0)),
    ends: order.flatMap((state) => (ends[state]?.length === 0 ? [] : [ends[state] ?? []])),
  };
}
