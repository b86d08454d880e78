// The large sets that others are built upon, each kept once as bits, and their unions.

const WORD_BITS = 32;
/** So many different roots are joined one by one, each union remembered; more are joined at once. */
const JOINED_BY_PAIRS = 8;

/** Members that many sets share. */
export interface Root {
  readonly index: number;
  readonly bits: Uint32Array;
  readonly size: number;
}

export function isInRoot({ bits }: Root, bit: number): boolean {
  return ((bits[bit >>> 5] as number) & (1 << (bit & 31))) !== 0;
}

/** Members, ascending. */
export function* membersOfRoot({ bits, size }: Root): Generator<number> {
  if (size === 0) return;
  for (let word = 0; word < bits.length; word++) {
    for (let rest = bits[word] as number; rest !== 0; rest &= rest - 1) {
      yield word * WORD_BITS + (31 - Math.clz32(rest & -rest));
    }
  }
}

/** Bits as the words of a root that may have so many. */
export function wordsOf(bits: Iterable<number>, count: number): Uint32Array {
  const words = new Uint32Array(Math.ceil(count / WORD_BITS));
  for (const bit of bits) words[bit >>> 5] = (words[bit >>> 5] as number) | (1 << (bit & 31));
  return words;
}

/** Members of the root that are among others too, ascending. */
export function visitCommon({ bits, size }: Root, others: Uint32Array, visit: (bit: number) => void): void {
  if (size === 0) return;
  for (let word = 0; word < bits.length; word++) {
    for (let rest = (bits[word] as number) & (others[word] as number); rest !== 0; rest &= rest - 1)
      visit(word * WORD_BITS + (31 - Math.clz32(rest & -rest)));
  }
}

/** All roots of one pool. */
export class RootPool {
  /** Words of a root. */
  readonly words: number;
  readonly empty: Root;
  readonly #roots: Root[] = [];
  readonly #byHash = new Map<number, Root[]>();
  /** Unions of two, by both indexes. */
  readonly #pairs = new Map<number, Root>();

  constructor(bits: number) {
    this.words = Math.ceil(bits / WORD_BITS);
    this.empty = this.#intern(new Uint32Array(this.words));
  }

  /** The root with the members of all of these, which are different. */
  unionOf(roots: readonly Root[]): Root {
    const [first = this.empty] = roots;
    if (roots.length <= 1) return first;
    if (roots.length <= JOINED_BY_PAIRS) return roots.reduce((union, root) => this.#either(union, root));
    const bits = first.bits.slice();
    for (const root of roots) join(bits, root.bits);
    return this.#intern(bits);
  }

  /** The root with these members besides. */
  with(root: Root, members: Int32Array): Root {
    const bits = root.bits.slice();
    for (const bit of members) bits[bit >>> 5] = (bits[bit >>> 5] as number) | (1 << (bit & 31));
    return this.#intern(bits);
  }

  #either(a: Root, b: Root): Root {
    if (a === b) return a;
    const [low, high] = a.index < b.index ? [a, b] : [b, a];
    const pair = (high.index * (high.index - 1)) / 2 + low.index;
    let union = this.#pairs.get(pair);
    if (union === undefined) {
      const bits = a.bits.slice();
      join(bits, b.bits);
      union = this.#intern(bits);
      this.#pairs.set(pair, union);
    }
    return union;
  }

  #intern(bits: Uint32Array): Root {
    const hash = hashOf(bits);
    const alike = this.#byHash.get(hash);
    const known = alike?.find((root) => isEqual(root.bits, bits));
    if (known !== undefined) return known;
    const root = { index: this.#roots.length, bits, size: sizeOf(bits) };
    this.#roots.push(root);
    if (alike === undefined) this.#byHash.set(hash, [root]);
    else alike.push(root);
    return root;
  }
}

function join(into: Uint32Array, bits: Uint32Array): void {
  for (let word = 0; word < bits.length; word++) into[word] = (into[word] as number) | (bits[word] as number);
}

function sizeOf(bits: Uint32Array): number {
  let size = 0;
  for (let word = 0; word < bits.length; word++)
    for (let rest = bits[word] as number; rest !== 0; rest &= rest - 1) size++;
  return size;
}

function hashOf(bits: Uint32Array): number {
  let hash = 0;
  for (let word = 0; word < bits.length; word++) {
    hash = Math.imul(hash ^ (bits[word] as number), 0x9e37_79b1);
    hash ^= hash >>> 15;
  }
  return hash;
}

function isEqual(a: Uint32Array, b: Uint32Array): boolean {
  for (let word = 0; word < a.length; word++) if (a[word] !== b[word]) return false;
  return true;
}
