// Which classes of pods a selector selects: found by the labels they have, and kept as short lists.
import { selectorMatches } from '../facts/label-selector.ts';
import type { LabelSelector } from '../facts/object.ts';
import { pushTo } from '../facts/push-to.ts';
import { selectorKey } from './label-truth.ts';
import type { Pods } from './pods.ts';

/** Ascending numbers of classes; `undefined` stands for all. */
export type ClassSet = Int32Array | undefined;

/** Position of the first number that is at least `value`. */
export function lowerBound(numbers: Int32Array, value: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function hasClass(set: ClassSet, value: number): boolean {
  return set === undefined || set[lowerBound(set, value)] === value;
}

const NONE = new Int32Array(0);

/** Sets of classes by selector, each found once. */
export class ClassSets {
  readonly #pods: Pods;
  readonly #everywhere = new Map<string, ClassSet>();
  readonly #inNamespace = new Map<string, Int32Array>();
  /** `KEY NUL VALUE` → classes with the label. */
  #byLabel: ReadonlyMap<string, Int32Array> | undefined;

  constructor(pods: Pods) {
    this.#pods = pods;
  }

  everywhere(selector: LabelSelector): ClassSet {
    const key = selectorKey(selector);
    if (key === '') return undefined;
    let set = this.#everywhere.get(key);
    if (set === undefined) {
      set = this.#filter(selector, this.#candidates(selector, 0, this.#pods.classes.length));
      this.#everywhere.set(key, set);
    }
    return set;
  }

  inNamespace(selector: LabelSelector, namespace: number): Int32Array {
    const key = `${namespace} ${selectorKey(selector)}`;
    let set = this.#inNamespace.get(key);
    if (set === undefined) {
      const { classStart } = this.#pods;
      const start = classStart[namespace] as number;
      set = this.#filter(selector, this.#candidates(selector, start, classStart[namespace + 1] as number));
      this.#inNamespace.set(key, set);
    }
    return set;
  }

  /** Classes from `start` to before `end` that may be selected: those with the rarest of the wanted labels. */
  #candidates({ matchLabels }: LabelSelector, start: number, end: number): Int32Array {
    let fewest: Int32Array | undefined;
    for (const [key, value] of matchLabels) {
      const all = this.#labelled(key, value);
      const some = all.subarray(lowerBound(all, start), lowerBound(all, end));
      if (fewest === undefined || some.length < fewest.length) fewest = some;
    }
    return fewest ?? Int32Array.from({ length: end - start }, (_, index) => start + index);
  }

  #filter(selector: LabelSelector, candidates: Int32Array): Int32Array {
    if (selector.matchLabels.size === 1 && selector.matchExpressions.length === 0) return candidates;
    return candidates.filter((place) => {
      const { labels } = this.#pods.classes[place] as Pods['classes'][number];
      return selectorMatches(selector, labels);
    });
  }

  #labelled(key: string, value: string): Int32Array {
    this.#byLabel ??= indexLabels(this.#pods);
    return this.#byLabel.get(`${key}\0${value}`) ?? NONE;
  }
}

function indexLabels({ classes }: Pods): Map<string, Int32Array> {
  const lists = new Map<string, number[]>();
  for (const [place, { labels }] of classes.entries()) {
    for (const [key, value] of labels) {
      pushTo(lists, `${key}\0${value}`, place);
    }
  }
  return new Map([...lists].map(([label, list]) => [label, Int32Array.from(list)]));
}
