// Whether two raw pod specs say the same of everything that is read of them.
import { isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { isTokenVolume } from './volume.ts';

/** Levels compared; specs nested deeper count as different. */
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

/** The admission plugin's token volume, which has a random name in every pod; empty when there is none. */
export function tokenVolumeOf(spec: JsonObject): string {
  for (const volume of listOf(spec.volumes)) {
    const name = textOf(objectOf(volume).name);
    if (isTokenVolume(name)) return name;
  }
  return '';
}

/** Names of the two token volumes, which count as equal. */
interface TokenVolumes {
  readonly left: string;
  readonly right: string;
}

/** Plain recursion over own fields: this runs for every pod of the input, so it allocates nothing. */
function sameValue(left: unknown, right: unknown, tokens: TokenVolumes, depth: number): boolean {
  if (typeof left !== 'object' || left === null) {
    return left === right || (left === tokens.left && right === tokens.right && left !== '');
  }
  if (typeof right !== 'object' || right === null || depth > DEEPEST) return false;
  if (Array.isArray(left)) return Array.isArray(right) && sameList(left, right, tokens, depth);
  return !Array.isArray(right) && sameFields(left as JsonObject, right as JsonObject, tokens, depth);
}

function sameList(left: readonly unknown[], right: readonly unknown[], tokens: TokenVolumes, depth: number): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index++) {
    if (!sameValue(left[index], right[index], tokens, depth + 1)) return false;
  }
  return true;
}

/** Own fields are told by value: JSON holds no `undefined`, and an inherited one never equals a JSON value. */
function sameFields(left: JsonObject, right: JsonObject, tokens: TokenVolumes, depth: number): boolean {
  let extra = 0;
  for (const field in left) {
    extra++;
    if (!sameValue(left[field], right[field], tokens, depth + 1)) return false;
  }
  for (const _field in right) extra--;
  return extra === 0;
}

function sameContainers(left: unknown, right: unknown, tokens: TokenVolumes): boolean {
  if (!Array.isArray(left) || !Array.isArray(right)) return left === right;
  return (
    left.length === right.length &&
    left.every((item, index) => sameReadFields(item, right[index], tokens, UNREAD_IN_CONTAINER))
  );
}

function sameReadFields(left: unknown, right: unknown, tokens: TokenVolumes, unread: ReadonlySet<string>): boolean {
  if (!isObject(left) || !isObject(right)) return sameValue(left, right, tokens, 0);
  let extra = 0;
  for (const field in left) {
    if (unread.has(field)) continue;
    extra++;
    const ofContainers = unread === UNREAD_IN_SPEC && CONTAINER_LISTS.has(field);
    const same = ofContainers
      ? sameContainers(left[field], right[field], tokens)
      : sameValue(left[field], right[field], tokens, 0);
    if (!same) return false;
  }
  for (const field in right) if (!unread.has(field)) extra--;
  return extra === 0;
}

/** True when both specs project to the same facts. May be false for such specs, never true for others. */
export function sameSpec(left: JsonObject, right: JsonObject): boolean {
  return sameReadFields(left, right, { left: tokenVolumeOf(left), right: tokenVolumeOf(right) }, UNREAD_IN_SPEC);
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
