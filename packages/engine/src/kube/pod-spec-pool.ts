// Interns pod specs by content: equal specs are one, however many pods run them.
import type { PodSpec } from '../facts/workload.ts';
import type { JsonObject } from './json.ts';
import type { Literals } from './literals.ts';
import { projectPodSpec } from './pod-spec.ts';
import { plainView } from './pod-spec-view.ts';
import type { PodSpecView } from './pod-spec-view.ts';
import { dependsOnPodName, roughKey, SpecPattern } from './spec-pattern.ts';
import type { StringPool } from './string-pool.ts';

/** Patterns remembered at once; beyond, all are forgotten, and equal specs are found by projection alone. */
const REMEMBERED = 16_384;
/** Patterns compared for one rough key. */
const CANDIDATES = 8;

/** A spec that was read before. */
export interface KnownSpec {
  /** Index into the pool's specs. */
  readonly index: number;
  /** Whether the spec had fields that the API server refuses. */
  readonly hasFaults: boolean;
}

/** Specs that may be equal; their whole content is only looked at where there is a second one. */
interface Alike {
  readonly first: number;
  others: Map<string, number> | undefined;
}

interface Remembered extends KnownSpec {
  readonly pattern: SpecPattern;
}

/** Holds each distinct pod spec once. */
export class PodSpecPool {
  readonly specs: PodSpec[] = [];
  readonly #strings: StringPool;
  readonly #literals: Literals;
  readonly #byContent = new Map<string, Alike>();
  /** They live until `forget`. */
  readonly #patterns = new Map<string, Remembered[]>();
  #remembered = 0;
  /** Pods of one workload mostly stand together. */
  #last: Remembered | undefined;

  constructor(strings: StringPool, literals: Literals) {
    this.#strings = strings;
    this.#literals = literals;
  }

  /** An equal plain PodSpec that was added before and is still remembered. */
  find(spec: JsonObject): KnownSpec | undefined {
    if (this.#last?.pattern.matches(spec) === true) return this.#last;
    const known = this.#patterns.get(roughKey(spec))?.find(({ pattern }) => pattern.matches(spec));
    if (known !== undefined) this.#last = known;
    return known;
  }

  /** Index of a plain PodSpec that `find` does not know; `podName` is empty for a template. */
  add(spec: JsonObject, podName: string, hasFaults: boolean): number {
    const index = this.internView(plainView(spec, podName));
    if (!dependsOnPodName(spec)) this.#remember(spec, { index, hasFaults });
    return index;
  }

  /** Index of a pod spec of another shape. */
  internView(view: PodSpecView): number {
    const spec = projectPodSpec(view, this.#strings, this.#literals);
    const key = roughContent(spec);
    const alike = this.#byContent.get(key);
    const known = alike === undefined ? undefined : this.#sameContent(alike, spec);
    if (known !== undefined) return known;
    const index = this.specs.push(spec) - 1;
    if (alike === undefined) this.#byContent.set(key, { first: index, others: undefined });
    else alike.others?.set(this.#contentOf(spec), index);
    return index;
  }

  /** Lets go of everything but the specs. */
  forget(): void {
    this.#patterns.clear();
    this.#byContent.clear();
    this.#literals.hosts.forget();
    this.#remembered = 0;
    this.#last = undefined;
  }

  #sameContent(alike: Alike, spec: PodSpec): number | undefined {
    alike.others ??= new Map([[this.#contentOf(this.specs[alike.first] as PodSpec), alike.first]]);
    return alike.others.get(this.#contentOf(spec));
  }

  /** Hosts that variables name are no facts yet, and tell specs apart all the same. */
  #contentOf(spec: PodSpec): string {
    return `${this.#literals.hosts.numberOf(spec)} ${contentOf(spec)}`;
  }

  #remember(spec: JsonObject, known: KnownSpec): void {
    if (this.#remembered >= REMEMBERED) {
      this.#patterns.clear();
      this.#remembered = 0;
    }
    const key = roughKey(spec);
    const candidates = this.#patterns.get(key);
    if (candidates !== undefined && candidates.length >= CANDIDATES) return;
    const remembered = { ...known, pattern: new SpecPattern(spec) };
    if (candidates === undefined) this.#patterns.set(key, [remembered]);
    else candidates.push(remembered);
    this.#last = remembered;
    this.#remembered++;
  }
}

/** A cheap text that is equal for equal specs. */
function roughContent({ serviceAccount, containers, volumes, secrets, configMaps }: PodSpec): string {
  const [first] = containers;
  return `${first?.image ?? ''} ${first?.name ?? ''} ${serviceAccount} ${containers.length} ${volumes.length} ${secrets.length} ${configMaps.length}`;
}

/** A text that tells specs apart. A `Map` has no JSON of its own, and a replacer would make this ten times slower. */
function contentOf(spec: PodSpec): string {
  let content = JSON.stringify(spec);
  for (const { attributes } of spec.volumes) if (attributes !== undefined) content += JSON.stringify([...attributes]);
  return content;
}
