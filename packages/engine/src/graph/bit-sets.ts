// Sets of small numbers, each kept once: sparse ones as sorted lists, dense ones as bits.

const WORD_BITS = 32;

/** More sets than one pool ever holds, so that a pair is one number. */
const PAIR_BASE = 2 ** 26;

/** A set with more members than this for each word of its dense form is kept dense. */
const SPARSE_PER_WORD = 0.25;

export type BitSet = { readonly sparse: Int32Array } | { readonly dense: Uint32Array };

export function hasBit(set: BitSet, bit: number): boolean {
  if ('dense' in set) return ((set.dense[bit >>> 5] as number) & (1 << (bit & 31))) !== 0;
  let low = 0;
  let high = set.sparse.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((set.sparse[middle] as number) < bit) low = middle + 1;
    else high = middle;
  }
  return set.sparse[low] === bit;
}

export function* bitsOf(set: BitSet): Generator<number> {
  if ('sparse' in set) {
    yield* set.sparse;
    return;
  }
  for (let word = 0; word < set.dense.length; word++) {
    for (let rest = set.dense[word] as number; rest !== 0; rest &= rest - 1) {
      yield word * WORD_BITS + (31 - Math.clz32(rest & -rest));
    }
  }
}

/** Sum of the members' weights; a loop of its own, since it is asked of every distinct set. */
export function weigh(set: BitSet, weights: Int32Array): number {
  let sum = 0;
  if ('sparse' in set) {
    for (const bit of set.sparse) sum += weights[bit] as number;
    return sum;
  }
  const { dense } = set;
  for (let word = 0; word < dense.length; word++) {
    for (let rest = dense[word] as number; rest !== 0; rest &= rest - 1) {
      sum += weights[word * WORD_BITS + 31 - Math.clz32(rest & -rest)] as number;
    }
  }
  return sum;
}

/** Interns sets and builds unions of them; a set's number is its identity, 0 the empty set. */
export class SetPool {
  readonly #sets: BitSet[] = [];
  readonly #byHash = new Map<number, number[]>();
  /** Unions of two, by both numbers. */
  readonly #pairs = new Map<number, number>();
  readonly #scratch: Uint32Array;
  readonly #limit: number;
  /** Members put into the scratch, as long as no dense set was. */
  readonly #members: number[] = [];
  #isDense = false;

  constructor(bits: number) {
    this.#scratch = new Uint32Array(Math.ceil(bits / WORD_BITS));
    this.#limit = Math.max(4, Math.floor(this.#scratch.length * SPARSE_PER_WORD));
    this.finish();
  }

  get(id: number): BitSet {
    return this.#sets[id] as BitSet;
  }

  /** Members of a set. */
  bits(id: number): Iterable<number> {
    return bitsOf(this.get(id));
  }

  addBit(bit: number): void {
    const word = this.#scratch[bit >>> 5] as number;
    const mask = 1 << (bit & 31);
    if ((word & mask) !== 0) return;
    this.#scratch[bit >>> 5] = word | mask;
    this.#members.push(bit);
  }

  addSet(id: number): void {
    const set = this.get(id);
    if ('sparse' in set) {
      for (const bit of set.sparse) this.addBit(bit);
      return;
    }
    this.#isDense = true;
    const { dense } = set;
    for (let word = 0; word < dense.length; word++)
      this.#scratch[word] = (this.#scratch[word] as number) | (dense[word] as number);
  }

  /** The set built so far together with others. */
  withSets(ids: Iterable<number>): number {
    for (const id of ids) this.addSet(id);
    return this.finish();
  }

  /** Union of at least two sets. Pairs are remembered: the same two meet in many places. */
  unionOf(ids: ReadonlySet<number>): number {
    if (ids.size !== 2) return this.withSets(ids);
    const [a = 0, b = 0] = ids;
    const pair = a < b ? a * PAIR_BASE + b : b * PAIR_BASE + a;
    let union = this.#pairs.get(pair);
    if (union === undefined) {
      union = this.withSets(ids);
      this.#pairs.set(pair, union);
    }
    return union;
  }

  /** Number of the set that was built since the last call. */
  finish(): number {
    const isSparse = !this.#isDense && this.#members.length <= this.#limit;
    const id = isSparse ? this.#internSparse(Int32Array.from(this.#members).sort()) : this.#internDense();
    if (this.#isDense) this.#scratch.fill(0);
    else for (const bit of this.#members) this.#scratch[bit >>> 5] = 0;
    this.#members.length = 0;
    this.#isDense = false;
    return id;
  }

  #internSparse(sparse: Int32Array): number {
    return this.#intern(
      hashOf(sparse),
      (set) => 'sparse' in set && equal(set.sparse, sparse),
      () => ({ sparse }),
    );
  }

  #internDense(): number {
    const scratch = this.#scratch;
    return this.#intern(
      hashOf(scratch),
      (set) => 'dense' in set && equal(set.dense, scratch),
      () => ({ dense: scratch.slice() }),
    );
  }

  #intern(hash: number, isSame: (set: BitSet) => boolean, make: () => BitSet): number {
    const candidates = this.#byHash.get(hash);
    const known = candidates?.find((id) => isSame(this.get(id)));
    if (known !== undefined) return known;
    const id = this.#sets.push(make()) - 1;
    if (candidates === undefined) this.#byHash.set(hash, [id]);
    else candidates.push(id);
    return id;
  }
}

function hashOf(content: Int32Array | Uint32Array): number {
  let hash = content.length;
  for (let at = 0; at < content.length; at++) {
    hash = Math.imul(hash ^ (content[at] as number), 0x9e37_79b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

function equal(a: Int32Array | Uint32Array, b: Int32Array | Uint32Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
