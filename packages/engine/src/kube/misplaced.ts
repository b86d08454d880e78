// Fields of a pod spec that stand where no such field exists: the API server drops them, their author believes in them.
import { isObject } from './json.ts';
import type { JsonObject } from './json.ts';
import type { PodSpecView } from './pod-spec-view.ts';

const ONLY_CONTAINER_CONTEXT = [
  'privileged',
  'capabilities',
  'allowPrivilegeEscalation',
  'readOnlyRootFilesystem',
  'procMount',
];
const ONLY_POD_SPEC = [
  'hostNetwork',
  'hostPID',
  'hostIPC',
  'hostUsers',
  'shareProcessNamespace',
  'serviceAccountName',
  'automountServiceAccountToken',
  'runtimeClassName',
];
const ONLY_POD_CONTEXT = ['fsGroup', 'supplementalGroups', 'sysctls'];
const BOTH_CONTEXTS = [
  'runAsUser',
  'runAsGroup',
  'runAsNonRoot',
  'seccompProfile',
  'seLinuxOptions',
  'appArmorProfile',
];

const IN_POD_SPEC = [
  ...ONLY_CONTAINER_CONTEXT,
  ...ONLY_POD_CONTEXT,
  ...BOTH_CONTEXTS,
  'env',
  'envFrom',
  'volumeMounts',
  'command',
  'args',
];
const IN_POD_CONTEXT = [...ONLY_CONTAINER_CONTEXT, ...ONLY_POD_SPEC];
const IN_CONTAINER = [...ONLY_CONTAINER_CONTEXT, ...ONLY_POD_CONTEXT, ...BOTH_CONTEXTS, ...ONLY_POD_SPEC];
const IN_CONTAINER_CONTEXT = [...ONLY_POD_CONTEXT, ...ONLY_POD_SPEC];

function among(value: unknown, fields: readonly string[], pointer: string): readonly string[] {
  if (!isObject(value)) return [];
  return fields.filter((field) => Object.hasOwn(value, field)).map((field) => `${pointer}/${field}`);
}

/** Fields of a PodSpec or its securityContext that are read for nothing but this; the pool's key needs them too. */
export function podLevelMisplaced(spec: JsonObject): readonly string[] {
  return [...among(spec, IN_POD_SPEC, ''), ...among(spec.securityContext, IN_POD_CONTEXT, '/securityContext')];
}

/** Pointers, relative to the pod spec, of fields that have no effect where they stand. */
export function misplacedFields(view: PodSpecView): readonly string[] {
  const inContainers = view.containers.flatMap(({ value, pointer }) => [
    ...among(value, IN_CONTAINER, pointer),
    ...among(value.securityContext, IN_CONTAINER_CONTEXT, `${pointer}/securityContext`),
  ]);
  return [...podLevelMisplaced(view.spec), ...inContainers];
}
