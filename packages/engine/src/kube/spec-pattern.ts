// Whether a raw pod spec says the same as an earlier one, of everything that is read: comparing costs a fraction of projecting.
import { isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { isTokenVolume } from './volume.ts';

/** Levels compared; specs nested deeper are the same as none. */
const DEEPEST = 48;

/** Fields of a PodSpec that scheduling and networking use: nothing here reads them, and they differ from pod to pod. */
const UNREAD_IN_SPEC: ReadonlySet<string> = new Set(
  (
    'nodeName nodeSelector affinity tolerations topologySpreadConstraints schedulerName priority priorityClassName preemptionPolicy ' +
    'hostname subdomain hostAliases restartPolicy terminationGracePeriodSeconds activeDeadlineSeconds ' +
    'enableServiceLinks setHostnameAsFQDN overhead readinessGates schedulingGates resourceClaims'
  ).split(' '),
);

/** Fields of a Container that nothing here reads. */
const UNREAD_IN_CONTAINER: ReadonlySet<string> = new Set(
  'resources resizePolicy terminationMessagePath terminationMessagePolicy imagePullPolicy'.split(' '),
);
const CONTAINER_LISTS: ReadonlySet<string> = new Set(['containers', 'initContainers', 'ephemeralContainers']);

/** Stands for any value. */
const ANY = Symbol('any');
/** Stands for the name of the spec's token volume, which is random in every pod. */
const TOKEN = Symbol('token');
/** Stands for what nothing matches. */
const NEVER = Symbol('never');
/** Followed by a number of fields, then key and value of each. */
const FIELDS = Symbol('fields');
/** Followed by a number of items, then the items. */
const ITEMS = Symbol('items');

/** The admission plugin's token volume, which has a random name in every pod; empty when there is none. */
function tokenVolumeOf(spec: JsonObject): string {
  for (const volume of listOf(spec.volumes)) {
    const name = textOf(objectOf(volume).name);
    if (isTokenVolume(name)) return name;
  }
  return '';
}

/** Writes the pattern of values down, one after another: thousands of patterns live at once, and one array takes the least memory. */
class PatternWriter {
  readonly pattern: unknown[] = [];
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  /** An object of which some fields are not read. */
  readFields(value: JsonObject, unread: ReadonlySet<string>): void {
    const count = this.#beginFields();
    for (const key in value) {
      this.#field(count, key);
      if (unread.has(key)) this.pattern.push(ANY);
      else if (unread === UNREAD_IN_SPEC && CONTAINER_LISTS.has(key)) this.#containers(value[key]);
      else this.#value(value[key], 0);
    }
  }

  /** Returns where the number of fields stands. */
  #beginFields(): number {
    this.pattern.push(FIELDS, 0);
    return this.pattern.length - 1;
  }

  #field(count: number, key: string): void {
    this.pattern[count] = (this.pattern[count] as number) + 1;
    this.pattern.push(key);
  }

  #containers(value: unknown): void {
    if (!Array.isArray(value)) {
      this.#value(value, 0);
      return;
    }
    this.pattern.push(ITEMS, value.length);
    for (const item of value as readonly unknown[]) {
      if (isObject(item)) this.readFields(item, UNREAD_IN_CONTAINER);
      else this.#value(item, 0);
    }
  }

  #value(value: unknown, depth: number): void {
    if (typeof value !== 'object' || value === null)
      this.pattern.push(value === this.#token && value !== '' ? TOKEN : value);
    else if (depth > DEEPEST) this.pattern.push(NEVER);
    else if (Array.isArray(value)) {
      this.pattern.push(ITEMS, value.length);
      for (const item of value as readonly unknown[]) this.#value(item, depth + 1);
    } else {
      const count = this.#beginFields();
      for (const key in value) {
        this.#field(count, key);
        this.#value((value as JsonObject)[key], depth + 1);
      }
    }
  }
}

/**
 * What a spec must look like to be read as the one that the pattern was made of. A spec with its fields in another order does not
 * match, which costs a projection and no more.
 */
export class SpecPattern {
  readonly #pattern: readonly unknown[];
  #at = 0;
  #token = '';

  constructor(spec: JsonObject) {
    const writer = new PatternWriter(tokenVolumeOf(spec));
    writer.readFields(spec, UNREAD_IN_SPEC);
    this.#pattern = writer.pattern.slice();
  }

  /** True only when both specs project to the same facts. */
  matches(spec: JsonObject): boolean {
    this.#at = 0;
    this.#token = tokenVolumeOf(spec);
    return this.#matches(spec);
  }

  /** Plain recursion over own fields: this runs for every pod of the input, so it allocates nothing. */
  #matches(value: unknown): boolean {
    const expected = this.#pattern[this.#at++];
    if (expected === FIELDS) return isObject(value) && this.#hasFields(value);
    if (expected === ITEMS) return Array.isArray(value) && this.#hasItems(value);
    return expected === value || expected === ANY || (expected === TOKEN && value === this.#token && value !== '');
  }

  #hasFields(value: JsonObject): boolean {
    let left = this.#pattern[this.#at++] as number;
    for (const key in value) {
      if (left-- === 0 || this.#pattern[this.#at++] !== key || !this.#matches(value[key])) return false;
    }
    return left === 0;
  }

  #hasItems(value: readonly unknown[]): boolean {
    if (this.#pattern[this.#at++] !== value.length) return false;
    for (let index = 0; index < value.length; index++) if (!this.#matches(value[index])) return false;
    return true;
  }
}

/** A cheap text that is equal for same specs, to look candidates up by. */
export function roughKey(spec: JsonObject): string {
  const containers = listOf(spec.containers);
  const first = objectOf(containers[0]);
  return `${textOf(first.image)} ${textOf(first.name)} ${textOf(spec.serviceAccountName)} ${containers.length} ${listOf(spec.volumes).length}`;
}

/** True when the pod's name is part of what the spec refers to: an ephemeral volume's claim has it. */
export function dependsOnPodName(spec: JsonObject): boolean {
  return listOf(spec.volumes).some((volume) => isObject(volume) && isObject(volume.ephemeral));
}
