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
    'hostname subdomain dnsConfig dnsPolicy hostAliases restartPolicy terminationGracePeriodSeconds activeDeadlineSeconds ' +
    'enableServiceLinks setHostnameAsFQDN overhead readinessGates schedulingGates resourceClaims'
  ).split(' '),
);

/** Fields of a Container that nothing here reads. */
const UNREAD_IN_CONTAINER: ReadonlySet<string> = new Set(
  (
    'livenessProbe readinessProbe startupProbe lifecycle resources resizePolicy restartPolicy terminationMessagePath ' +
    'terminationMessagePolicy imagePullPolicy'
  ).split(' '),
);
const CONTAINER_LISTS: ReadonlySet<string> = new Set(['containers', 'initContainers', 'ephemeralContainers']);

/** Stands for any value. */
const ANY = Symbol('any');
/** Stands for the name of the spec's token volume, which is random in every pod. */
const TOKEN = Symbol('token');
/** Stands for what nothing matches. */
const NEVER = Symbol('never');

type Pattern = unknown;

/** An object's fields in order: a spec with its fields in another order is not found the same, which costs a projection and no more. */
class Fields {
  readonly keys: readonly string[];
  readonly values: readonly Pattern[];

  constructor(keys: readonly string[], values: readonly Pattern[]) {
    this.keys = keys;
    this.values = values;
  }
}

class Items {
  readonly items: readonly Pattern[];

  constructor(items: readonly Pattern[]) {
    this.items = items;
  }
}

/** The admission plugin's token volume, which has a random name in every pod; empty when there is none. */
function tokenVolumeOf(spec: JsonObject): string {
  for (const volume of listOf(spec.volumes)) {
    const name = textOf(objectOf(volume).name);
    if (isTokenVolume(name)) return name;
  }
  return '';
}

function patternOf(value: unknown, token: string, depth: number): Pattern {
  if (typeof value !== 'object' || value === null) return value === token && token !== '' ? TOKEN : value;
  if (depth > DEEPEST) return NEVER;
  const values: Pattern[] = [];
  if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) values.push(patternOf(item, token, depth + 1));
    return new Items(values);
  }
  const keys = Object.keys(value);
  for (const key of keys) values.push(patternOf((value as JsonObject)[key], token, depth + 1));
  return new Fields(keys, values);
}

function containersPattern(value: unknown, token: string): Pattern {
  if (!Array.isArray(value)) return patternOf(value, token, 0);
  return new Items(
    value.map((item: unknown) => (isObject(item) ? readFields(item, UNREAD_IN_CONTAINER, token) : item)),
  );
}

/** The pattern of an object of which some fields are not read. */
function readFields(value: JsonObject, unread: ReadonlySet<string>, token: string): Fields {
  const keys = Object.keys(value);
  const values = keys.map((key) => {
    if (unread.has(key)) return ANY;
    const ofContainers = unread === UNREAD_IN_SPEC && CONTAINER_LISTS.has(key);
    return ofContainers ? containersPattern(value[key], token) : patternOf(value[key], token, 0);
  });
  return new Fields(keys, values);
}

/** Plain recursion over own fields: this runs for every pod of the input, so it allocates nothing. */
function matches(pattern: Pattern, value: unknown, token: string): boolean {
  if (pattern instanceof Fields) return isObject(value) && matchesFields(pattern, value, token);
  if (pattern instanceof Items) return Array.isArray(value) && matchesItems(pattern, value, token);
  return pattern === value || pattern === ANY || (pattern === TOKEN && value === token && token !== '');
}

function matchesFields({ keys, values }: Fields, value: JsonObject, token: string): boolean {
  let at = 0;
  for (const key in value) {
    if (key !== keys[at] || !matches(values[at], value[key], token)) return false;
    at++;
  }
  return at === keys.length;
}

function matchesItems({ items }: Items, value: readonly unknown[], token: string): boolean {
  if (items.length !== value.length) return false;
  for (let at = 0; at < items.length; at++) if (!matches(items[at], value[at], token)) return false;
  return true;
}

/** What a spec must look like to be read as the one that the pattern was made of. */
export class SpecPattern {
  readonly #fields: Fields;

  constructor(spec: JsonObject) {
    this.#fields = readFields(spec, UNREAD_IN_SPEC, tokenVolumeOf(spec));
  }

  /** True only when both specs project to the same facts. */
  matches(spec: JsonObject): boolean {
    return matchesFields(this.#fields, spec, tokenVolumeOf(spec));
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
