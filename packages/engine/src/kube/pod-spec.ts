// A pod spec, projected to what decides who can read what through it.
import type { PodSpec } from '../facts/workload.ts';
import { inheritedUser, readContainer } from './container.ts';
import { booleanOf, isObject, objectOf, textOf } from './json.ts';
import { misplacedFields } from './misplaced.ts';
import { referencesOf } from './pod-references.ts';
import type { PodSpecView } from './pod-spec-view.ts';
import type { StringPool } from './string-pool.ts';
import { readVolume } from './volume.ts';

export function projectPodSpec(view: PodSpecView, strings: StringPool): PodSpec {
  const { spec } = view;
  const context = objectOf(spec.securityContext);
  const automountToken = booleanOf(spec.automountServiceAccountToken);
  return {
    serviceAccount: strings.keep(textOf(spec.serviceAccountName) || textOf(spec.serviceAccount) || 'default'),
    ...(automountToken === undefined ? {} : { automountToken }),
    hostNetwork: spec.hostNetwork === true,
    hostPID: spec.hostPID === true,
    hostIPC: spec.hostIPC === true,
    hostUsers: spec.hostUsers !== false,
    shareProcessNamespace: spec.shareProcessNamespace === true,
    runtimeClass: strings.text(spec.runtimeClassName),
    ...(isObject(spec.securityContext) ? { securityContext: inheritedUser(context, {}) } : {}),
    containers: view.containers.map((container) => readContainer(container, context, strings)),
    volumes: view.volumes.map((volume) => readVolume(volume, strings)),
    ...referencesOf(view, strings),
    misplaced: view.strict ? misplacedFields(view) : [],
  };
}
