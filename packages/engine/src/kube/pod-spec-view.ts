// A pod spec as the readers see it: its parts and where each stands, whatever the kind that holds it.
import type { Container } from '../facts/workload.ts';
import { isObject, listOf } from './json.ts';
import type { JsonObject } from './json.ts';

/** A part of a pod spec and its pointer from the base that the workload's `specPointer` names. */
export interface Part {
  readonly value: JsonObject;
  readonly pointer: string;
  /** True when the value was made up of what stands at `pointer` itself: nothing inside it has a place of its own. */
  readonly whole?: boolean;
}

/** The pointer of something inside a part. */
export function within(part: Part, path: string): string {
  return part.whole === true ? part.pointer : `${part.pointer}${path}`;
}

export interface ContainerPart extends Part {
  readonly type: Container['type'];
}

export interface PodSpecView {
  /** Fields that stand once: host namespaces, securityContext, ServiceAccount. */
  readonly spec: JsonObject;
  readonly containers: readonly ContainerPart[];
  readonly volumes: readonly Part[];
  readonly imagePullSecrets: readonly Part[];
  /** The pod's name, which ephemeral volumes' claims are called after; empty for a template. */
  readonly podName: string;
  /** True for a built-in kind: its fields are a PodSpec's and no others, so that a stray one is a mistake. */
  readonly strict: boolean;
}

export function partsOf(value: unknown, pointer: string): readonly Part[] {
  const parts: Part[] = [];
  const items = listOf(value);
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (isObject(item)) parts.push({ value: item, pointer: `${pointer}/${index}` });
  }
  return parts;
}

/** The items of a list inside a part. */
export function partsWithin(part: Part, field: string): readonly Part[] {
  const parts = partsOf(part.value[field], `${part.pointer}/${field}`);
  return part.whole === true ? parts.map(({ value }) => ({ value, pointer: part.pointer, whole: true })) : parts;
}

export function containersOf(value: unknown, pointer: string, type: Container['type']): readonly ContainerPart[] {
  return partsOf(value, pointer).map((part) => ({ value: part.value, pointer: part.pointer, type }));
}

/** The view of a plain PodSpec. */
export function plainView(spec: JsonObject, podName: string): PodSpecView {
  return {
    spec,
    containers: [
      ...containersOf(spec.initContainers, '/initContainers', 'init'),
      ...containersOf(spec.containers, '/containers', 'regular'),
      ...containersOf(spec.ephemeralContainers, '/ephemeralContainers', 'ephemeral'),
    ],
    volumes: partsOf(spec.volumes, '/volumes'),
    imagePullSecrets: partsOf(spec.imagePullSecrets, '/imagePullSecrets'),
    podName,
    strict: true,
  };
}
