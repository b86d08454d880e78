// Says what of a pod spec has a type that the API server refuses, so that it is not taken for absent.
import { isObject, listOf, objectOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { Reading } from './reading.ts';

const LISTS = ['initContainers', 'ephemeralContainers', 'volumes', 'imagePullSecrets'];
const SPEC_FLAGS = [
  'hostNetwork',
  'hostPID',
  'hostIPC',
  'hostUsers',
  'shareProcessNamespace',
  'automountServiceAccountToken',
];
const CONTEXT_FLAGS = ['privileged', 'allowPrivilegeEscalation', 'runAsNonRoot'];
const CONTAINER_LISTS = ['containers', 'initContainers', 'ephemeralContainers'];

type Report = Reading['partial'];

function reportFlags(value: JsonObject, flags: readonly string[], pointer: string, report: Report): void {
  for (const flag of flags) {
    const written = value[flag];
    if (written === undefined || written === null || typeof written === 'boolean') continue;
    report(`${flag} is not a boolean: the API server refuses this pod spec`, `${pointer}/${flag}`);
  }
}

function reportContainers(spec: JsonObject, pointer: string, report: Report): void {
  for (const field of CONTAINER_LISTS) {
    for (const [index, container] of listOf(spec[field]).entries()) {
      const at = `${pointer}/${field}/${index}`;
      if (!isObject(container)) report('a container is not an object: the API server refuses this pod spec', at);
      else reportFlags(objectOf(container.securityContext), CONTEXT_FLAGS, `${at}/securityContext`, report);
    }
  }
}

/** Adds a coverage entry for each field of a wrong type; the rest of the spec is read. True when there was one. */
export function reportSpec(spec: JsonObject, pointer: string, reading: Reading): boolean {
  let hasFaults = false;
  const report: Report = (reason, place) => {
    hasFaults = true;
    reading.partial(reason, place);
  };
  if (!Array.isArray(spec.containers))
    report('containers is not a list: the API server refuses this pod spec', `${pointer}/containers`);
  for (const field of LISTS) {
    const value = spec[field];
    if (value !== undefined && value !== null && !Array.isArray(value))
      report(`${field} is not a list: the API server refuses this pod spec`, `${pointer}/${field}`);
  }
  reportFlags(spec, SPEC_FLAGS, pointer, report);
  reportContainers(spec, pointer, report);
  return hasFaults;
}
