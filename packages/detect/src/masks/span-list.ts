// Spans as numbers: as objects those of a long text live until it is written, and so make the collector copy and mark them.
import { type Span, startOf } from './span.ts';

/** What most spans of a text have in common. */
type Sort = Pick<Span, 'class' | 'rule' | 'before' | 'after'>;

/** Of one span: where what is replaced begins, where its value begins, where both end, and the number of its sort. */
const NUMBERS = 4;
const START = 1;
const END = 2;
const SORT = 3;
const CAPACITY_MIN = 64;

/** In the order in which they were pushed, until they are joined. */
export class SpanList implements Iterable<Span> {
  #length = 0;
  #areApart = true;
  #numbers = new Int32Array(NUMBERS * CAPACITY_MIN);
  /** Where they are joined: kept, since a window of a hostile line has half a megabyte of them. */
  #spare = new Int32Array();
  #order = new Int32Array();
  readonly #sorts: Sort[] = [];

  get length(): number {
    return this.#length;
  }

  clear(): void {
    this.#length = 0;
    this.#areApart = true;
    this.#sorts.length = 0;
  }

  push(span: Span): void {
    this.#add(span.from ?? span.start, span.start, span.end, this.#sortOf(span));
  }

  #add(from: number, start: number, end: number, sort: number): void {
    const at = NUMBERS * this.#length;
    if (at === this.#numbers.length) this.#grow();
    const numbers = this.#numbers;
    if (at > 0 && from < (numbers[at - NUMBERS + END] as number)) this.#areApart = false;
    numbers[at] = from;
    numbers[at + START] = start;
    numbers[at + END] = end;
    numbers[at + SORT] = sort;
    this.#length++;
  }

  /** As it was pushed, or came to be when it was joined. */
  at(index: number): Span | undefined {
    if (index < 0 || index >= this.#length) return undefined;
    const at = NUMBERS * index;
    const from = this.#numbers[at] as number;
    const start = this.#numbers[at + START] as number;
    const end = this.#numbers[at + END] as number;
    const { class: kind, rule, before, after } = this.#sorts[this.#numbers[at + SORT] as number] as Sort;
    const span: Span = { start, end, class: kind, rule };
    if (from === start && before === undefined && after === undefined) return span;
    return {
      ...span,
      ...(from !== start && { from }),
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    };
  }

  *[Symbol.iterator](): Iterator<Span> {
    for (let index = 0; index < this.#length; index++) yield this.at(index) as Span;
  }

  /** Puts them in order, none overlapping: the longest wins, and covers what the others covered. */
  join(): void {
    if (this.#areApart) return;
    const numbers = this.#numbers;
    const order = this.#inOrder();
    this.#numbers = this.#spare.length < numbers.length ? new Int32Array(numbers.length) : this.#spare;
    this.#spare = numbers;
    this.#length = 0;
    this.#areApart = true;
    for (const index of order) this.#joinOne(numbers, NUMBERS * index);
  }

  /** One that begins no earlier than those before it. */
  #joinOne(numbers: Int32Array, at: number): void {
    const from = numbers[at] as number;
    const end = numbers[at + END] as number;
    const sort = numbers[at + SORT] as number;
    const joined = this.#numbers;
    const last = NUMBERS * (this.#length - 1);
    const lastFrom = last < 0 ? 0 : (joined[last] as number);
    const lastEnd = last < 0 ? 0 : (joined[last + END] as number);
    if (from >= lastEnd) {
      this.#add(from, numbers[at + START] as number, end, sort);
      return;
    }
    const isLonger = end - from > lastEnd - lastFrom;
    if (end <= lastEnd && !isLonger) return;
    this.#length--;
    if (isLonger && from === lastFrom) this.#add(from, numbers[at + START] as number, end, sort);
    // What a mask has around it has no place in a longer one.
    else this.#add(lastFrom, lastFrom, end, this.#bare(isLonger ? sort : (joined[last + SORT] as number)));
  }

  /** The same sort with nothing around its mask. */
  #bare(sort: number): number {
    const { class: kind, rule } = this.#sorts[sort] as Sort;
    return this.#sortOf({ class: kind, rule });
  }

  /** Their indexes by where they begin, the longest first. */
  #inOrder(): Int32Array {
    const count = this.#length;
    if (this.#order.length < 3 * count) this.#order = new Int32Array((3 * this.#numbers.length) / NUMBERS);
    // Lists that lie in one another give two rows in order: what one gives first, and what it adds to the one before.
    const row = this.#order.subarray(0, count);
    const late = this.#order.subarray(count, 2 * count);
    const all = this.#order.subarray(2 * count, 3 * count);
    let [inRow, areLate] = [0, 0];
    for (let index = 0; index < count; index++) {
      if (inRow === 0 || this.#compare(row[inRow - 1] as number, index) <= 0) row[inRow++] = index;
      else if (areLate === 0 || this.#compare(late[areLate - 1] as number, index) <= 0) late[areLate++] = index;
      else return all.map((_, at) => at).sort((a, b) => this.#compare(a, b) || a - b);
    }
    this.#interleave(row.subarray(0, inRow), late.subarray(0, areLate), all);
    return all;
  }

  /** Of two that are equal, the one of the first row was found first. */
  #interleave(row: Int32Array, late: Int32Array, all: Int32Array): void {
    let [next, count] = [0, 0];
    for (const index of row) {
      for (; next < late.length && this.#compare(late[next] as number, index) < 0; next++)
        all[count++] = late[next] as number;
      all[count++] = index;
    }
    all.set(late.subarray(next), count);
  }

  #compare(one: number, other: number): number {
    const numbers = this.#numbers;
    const [at, otherAt] = [NUMBERS * one, NUMBERS * other];
    return (
      (numbers[at] as number) - (numbers[otherAt] as number) ||
      (numbers[otherAt + END] as number) - (numbers[at + END] as number)
    );
  }

  #sortOf({ class: kind, rule, before, after }: Sort): number {
    const sorts = this.#sorts;
    for (let index = 0; index < sorts.length; index++) {
      const sort = sorts[index] as Sort;
      if (sort.rule === rule && sort.class === kind && sort.before === before && sort.after === after) return index;
    }
    const sort: Sort = {
      class: kind,
      rule,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    };
    return sorts.push(sort) - 1;
  }

  #grow(): void {
    const larger = new Int32Array(2 * this.#numbers.length);
    larger.set(this.#numbers);
    this.#numbers = larger;
  }
}

/** In order, none overlapping: the longest wins, and covers what the others covered. The same where they are so already. */
export function merged(spans: readonly Span[]): readonly Span[] {
  if (areApart(spans)) return spans;
  const list = new SpanList();
  for (const span of spans) list.push(span);
  list.join();
  return [...list];
}

/** As rules find them, spans mostly are. */
function areApart(spans: readonly Span[]): boolean {
  for (let at = 1, end = spans[0]?.end ?? 0; at < spans.length; at++) {
    const span = spans[at] as Span;
    if (startOf(span) < end) return false;
    end = span.end;
  }
  return true;
}
