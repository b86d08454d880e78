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

function reportFlags(value: JsonObject, flags: readonly string[], pointer: string, reading: Reading): void {
  for (const flag of flags) {
    const written = value[flag];
    if (written === undefined || written === null || typeof written === 'boolean') continue;
    reading.partial(`${flag} is not a boolean: the API server refuses this pod spec`, `${pointer}/${flag}`);
  }
}

function reportContainers(spec: JsonObject, pointer: string, reading: Reading): void {
  for (const field of CONTAINER_LISTS) {
    for (const [index, container] of listOf(spec[field]).entries()) {
      const at = `${pointer}/${field}/${index}`;
      if (!isObject(container))
        reading.partial('a container is not an object: the API server refuses this pod spec', at);
      else reportFlags(objectOf(container.securityContext), CONTEXT_FLAGS, `${at}/securityContext`, reading);
    }
  }
}

/** Adds a coverage entry for each field of a wrong type; the rest of the spec is read. */
export function reportSpec(spec: JsonObject, pointer: string, reading: Reading): void {
  if (!Array.isArray(spec.containers)) {
    reading.partial('containers is not a list: the API server refuses this pod spec', `${pointer}/containers`);
  }
  for (const field of LISTS) {
    const value = spec[field];
    if (value !== undefined && value !== null && !Array.isArray(value)) {
      reading.partial(`${field} is not a list: the API server refuses this pod spec`, `${pointer}/${field}`);
    }
  }
  reportFlags(spec, SPEC_FLAGS, pointer, reading);
  reportContainers(spec, pointer, reading);
}
