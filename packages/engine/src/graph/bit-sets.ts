// Sets of small numbers, each kept once: what many of them share is kept as bits, the rest of each as a short list.
import { isInRoot, membersOfRoot, RootPool } from './set-roots.ts';
import type { Root } from './set-roots.ts';

/** More members beside a root than this for each word of the root make a root of their own. */
const EXTRA_PER_WORD = 0.2;
const FIRST_SETS = 1024;

/**
 * All members of a root, and others that are not in it. In a cluster, whoever reaches a node reads what the node reads, so most
 * sets are one of a few large ones and some members more: their unions cost what they differ by.
 */
export interface BitSet {
  readonly root: Root;
  /** Ascending. */
  readonly extra: Int32Array;
}

export function hasBit({ root, extra }: BitSet, bit: number): boolean {
  if (isInRoot(root, bit)) return true;
  let low = 0;
  let high = extra.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((extra[middle] as number) < bit) low = middle + 1;
    else high = middle;
  }
  return extra[low] === bit;
}

/** Members, in no order. */
export function* bitsOf({ root, extra }: BitSet): Generator<number> {
  yield* extra;
  yield* membersOfRoot(root);
}

/** Sums of the members' weights, each root's and each set's computed once. */
export class Weigher {
  readonly #weights: Int32Array;
  readonly #roots = new Map<Root, number>();
  readonly #sets = new Map<BitSet, number>();

  constructor(weights: Int32Array) {
    this.#weights = weights;
  }

  of(set: BitSet): number {
    let sum = this.#sets.get(set);
    if (sum === undefined) {
      sum = this.#ofRoot(set.root);
      for (const bit of set.extra) sum += this.#weights[bit] as number;
      this.#sets.set(set, sum);
    }
    return sum;
  }

  #ofRoot(root: Root): number {
    let sum = this.#roots.get(root);
    if (sum === undefined) {
      sum = 0;
      for (const bit of membersOfRoot(root)) sum += this.#weights[bit] as number;
      this.#roots.set(root, sum);
    }
    return sum;
  }
}

/** Interns sets and builds unions of them; a set's number is its identity, 0 the empty set. */
export class SetPool {
  readonly #sets: BitSet[] = [];
  /** One set of a hash, or several. */
  readonly #byHash = new Map<number, number | number[]>();
  readonly #roots: RootPool;
  readonly #extraLimit: number;
  /** Sets and members of the union that is being built; what stands beyond the counts is of unions before it. */
  readonly #parts: number[] = [];
  #partCount = 0;
  readonly #bits: number[] = [];
  #bitCount = 0;
  /** Members found to be beside its root, in no order. */
  readonly #extra: Int32Array;
  #extraCount = 0;
  /** The union that last put each bit into `#extra`. */
  readonly #seenIn: Int32Array;
  /** The union that each set was last added to. */
  #addedTo = new Int32Array(FIRST_SETS);
  /** Number of the union that is being built. */
  #union = 1;

  constructor(bits: number) {
    this.#roots = new RootPool(bits);
    this.#extraLimit = Math.max(4, Math.floor(this.#roots.words * EXTRA_PER_WORD));
    this.#extra = new Int32Array(bits);
    this.#seenIn = new Int32Array(bits);
    this.#intern(this.#roots.empty, this.#extra.subarray(0, 0));
  }

  get(id: number): BitSet {
    return this.#sets[id] as BitSet;
  }

  /** Members of a set, in no order. */
  bits(id: number): Iterable<number> {
    return bitsOf(this.get(id));
  }

  /** Adds one member to the set that is being built. */
  addBit(bit: number): void {
    this.#bits[this.#bitCount++] = bit;
  }

  /** Adds all members of a set to the one that is being built. */
  addSet(id: number): void {
    if (id === 0 || this.#addedTo[id] === this.#union) return;
    this.#addedTo[id] = this.#union;
    this.#parts[this.#partCount++] = id;
  }

  /** Number of the set that was built since the last call. */
  finish(): number {
    let id = 0;
    if (this.#bitCount > 0 || this.#partCount > 1) id = this.#build();
    else if (this.#partCount === 1) id = this.#parts[0] as number;
    this.#partCount = 0;
    this.#bitCount = 0;
    this.#extraCount = 0;
    this.#union++;
    return id;
  }

  /** Whether this set was one of those that the last set was built of. */
  wasAdded(id: number): boolean {
    return this.#addedTo[id] === this.#union - 1;
  }

  #build(): number {
    const root = this.#commonRoot();
    for (let at = 0; at < this.#bitCount; at++) this.#take(this.#bits[at] as number, root);
    // A set that has all of the others is mostly among the parts: then nothing is to be made.
    let longest = 0;
    let length = -1;
    for (let at = 0; at < this.#partCount; at++) {
      const part = this.#parts[at] as number;
      const { root: own, extra } = this.get(part);
      for (let place = 0; place < extra.length; place++) this.#take(extra[place] as number, root);
      if (own !== root || extra.length <= length) continue;
      longest = part;
      ({ length } = extra);
    }
    if (length === this.#extraCount) return longest;
    const extra = this.#extra.subarray(0, this.#extraCount);
    if (extra.length > this.#extraLimit) return this.#intern(this.#roots.with(root, extra), extra.subarray(0, 0));
    return this.#intern(root, extra.sort());
  }

  #commonRoot(): Root {
    const { empty } = this.#roots;
    let first = empty;
    let others: Root[] | undefined;
    for (let at = 0; at < this.#partCount; at++) {
      const { root } = this.get(this.#parts[at] as number);
      if (root === empty || root === first) continue;
      if (first === empty) first = root;
      else if (others === undefined) others = [root];
      else if (!others.includes(root)) others.push(root);
    }
    return others === undefined ? first : this.#roots.unionOf([first, ...others]);
  }

  #take(bit: number, root: Root): void {
    if (this.#seenIn[bit] === this.#union || isInRoot(root, bit)) return;
    this.#seenIn[bit] = this.#union;
    this.#extra[this.#extraCount++] = bit;
  }

  /** `extra` is copied where the set is new. */
  #intern(root: Root, extra: Int32Array): number {
    const hash = hashOf(root, extra);
    const known = this.#byHash.get(hash);
    if (typeof known === 'number' && isSame(this.get(known), root, extra)) return known;
    const alike = typeof known === 'number' ? [known] : (known ?? []);
    const found = alike.find((id) => isSame(this.get(id), root, extra));
    if (found !== undefined) return found;
    const id = this.#sets.push({ root, extra: extra.slice() }) - 1;
    this.#byHash.set(hash, known === undefined ? id : [...alike, id]);
    if (id >= this.#addedTo.length) this.#addedTo = doubled(this.#addedTo);
    return id;
  }
}

function doubled(old: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(old.length * 2);
  larger.set(old);
  return larger;
}

function hashOf(root: Root, extra: Int32Array): number {
  let hash = Math.imul(root.index + 1, 0x85eb_ca6b);
  for (let at = 0; at < extra.length; at++) {
    hash = Math.imul(hash ^ (extra[at] as number), 0x9e37_79b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

function isSame(set: BitSet, root: Root, extra: Int32Array): boolean {
  if (set.root !== root || set.extra.length !== extra.length) return false;
  for (let at = 0; at < extra.length; at++) if (set.extra[at] !== extra[at]) return false;
  return true;
}
