// Interns pod specs by content: equal specs are one, however many pods run them.
import type { PodSpec } from '../facts/workload.ts';
import type { JsonObject } from './json.ts';
import { projectPodSpec } from './pod-spec.ts';
import { plainView } from './pod-spec-view.ts';
import type { PodSpecView } from './pod-spec-view.ts';
import { dependsOnPodName, roughKey, sameSpec } from './same-spec.ts';
import type { StringPool } from './string-pool.ts';

/** Raw specs remembered at once; beyond, all are forgotten, and equal specs are found by projection alone. */
const REMEMBERED = 16_384;
/** Raw specs compared for one rough key. */
const CANDIDATES = 8;

interface Remembered {
  readonly raw: JsonObject;
  readonly index: number;
}

/** A `Map` has no JSON of its own; its entries tell equal attributes apart. */
function withMaps(_key: string, value: unknown): unknown {
  return value instanceof Map ? [...(value as ReadonlyMap<string, string>)] : value;
}

/** Holds each distinct pod spec once. */
export class PodSpecPool {
  readonly specs: PodSpec[] = [];
  readonly #strings: StringPool;
  readonly #byProjection = new Map<string, number>();
  /** Raw specs by rough key: comparing with one costs a fraction of projecting. They live until `forget`. */
  readonly #raw = new Map<string, Remembered[]>();
  #remembered = 0;

  constructor(strings: StringPool) {
    this.#strings = strings;
  }

  /** Index of a plain PodSpec; `podName` is empty for a template. */
  intern(spec: JsonObject, podName: string): number {
    if (dependsOnPodName(spec)) return this.internView(plainView(spec, podName));
    const key = roughKey(spec);
    const candidates = this.#raw.get(key);
    const known = candidates?.find(({ raw }) => sameSpec(raw, spec));
    if (known !== undefined) return known.index;
    const index = this.internView(plainView(spec, podName));
    this.#remember(key, { raw: spec, index });
    return index;
  }

  /** Index of a pod spec of another shape. */
  internView(view: PodSpecView): number {
    const spec = projectPodSpec(view, this.#strings);
    const content = JSON.stringify(spec, withMaps);
    const known = this.#byProjection.get(content);
    if (known !== undefined) return known;
    const index = this.specs.push(spec) - 1;
    this.#byProjection.set(content, index);
    return index;
  }

  /** Lets go of everything but the specs. */
  forget(): void {
    this.#raw.clear();
    this.#byProjection.clear();
    this.#remembered = 0;
  }

  #remember(key: string, spec: Remembered): void {
    if (this.#remembered >= REMEMBERED) {
      this.#raw.clear();
      this.#remembered = 0;
    }
    const candidates = this.#raw.get(key);
    if (candidates === undefined) this.#raw.set(key, [spec]);
    else if (candidates.length < CANDIDATES) candidates.push(spec);
    else return;
    this.#remembered++;
  }
}
