// Interns pod specs by content: equal specs are one, however many pods run them.
import type { PodSpec } from '../facts/workload.ts';
import { listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { projectPodSpec } from './pod-spec.ts';
import { plainView } from './pod-spec-view.ts';
import type { PodSpecView } from './pod-spec-view.ts';
import type { StringPool } from './string-pool.ts';
import { TOKEN_VOLUME } from './volume.ts';

/** UTF-16 units of spec texts remembered; beyond, they are forgotten, and equal specs are found by projection alone. */
const REMEMBERED_TEXT = 32 * 1024 * 1024;

/** Fields of a PodSpec that scheduling and networking use: they change nothing here and differ from pod to pod. */
const IGNORED_FIELDS: ReadonlySet<string> = new Set([
  'nodeName',
  'nodeSelector',
  'affinity',
  'tolerations',
  'topologySpreadConstraints',
  'schedulerName',
  'priority',
  'priorityClassName',
  'preemptionPolicy',
  'hostname',
  'subdomain',
  'dnsConfig',
  'dnsPolicy',
  'hostAliases',
  'restartPolicy',
  'terminationGracePeriodSeconds',
  'activeDeadlineSeconds',
  'enableServiceLinks',
  'setHostnameAsFQDN',
  'overhead',
  'readinessGates',
  'schedulingGates',
  'resourceClaims',
]);

/** A `Map` has no JSON of its own; its entries tell equal attributes apart. */
function withMaps(_key: string, value: unknown): unknown {
  return value instanceof Map ? [...(value as ReadonlyMap<string, string>)] : value;
}

/** The admission plugin's token volume has a random name in every pod. */
function tokenVolumeName(spec: JsonObject): string {
  for (const volume of listOf(spec.volumes)) {
    const name = textOf(objectOf(volume).name);
    if (name.startsWith(`${TOKEN_VOLUME}-`)) return name;
  }
  return '';
}

/** Text that is equal for specs that project equally, or undefined when nesting is too deep for one. */
function specText(spec: JsonObject, podName: string): string | undefined {
  const parts: JsonObject = Object.fromEntries(Object.entries(spec).filter(([field]) => !IGNORED_FIELDS.has(field)));
  try {
    const text = JSON.stringify(parts);
    const token = tokenVolumeName(spec);
    const named = text.includes('"ephemeral":') ? `${podName}\n${text}` : text;
    return token === '' ? named : named.replaceAll(`"${token}"`, `"${TOKEN_VOLUME}"`);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Holds each distinct pod spec once. The spec texts it remembers are forgotten with the pool. */
export class PodSpecPool {
  readonly specs: PodSpec[] = [];
  readonly #strings: StringPool;
  readonly #byProjection = new Map<string, number>();
  readonly #byText = new Map<string, number>();
  #remembered = 0;

  constructor(strings: StringPool) {
    this.#strings = strings;
  }

  /** Index of a plain PodSpec; `podName` is empty for a template. */
  intern(spec: JsonObject, podName: string): number {
    const text = specText(spec, podName);
    if (text === undefined) return this.internView(plainView(spec, podName));
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const index = this.internView(plainView(spec, podName));
    this.#remember(text, index);
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

  #remember(text: string, index: number): void {
    this.#remembered += text.length;
    if (this.#remembered > REMEMBERED_TEXT) {
      this.#byText.clear();
      this.#remembered = text.length;
    }
    this.#byText.set(text, index);
  }
}
