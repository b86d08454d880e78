// Pods, and the built-in kinds whose controllers make pods.
import type { WorkloadFact } from '../facts/workload.ts';
import { overriddenFields } from './overridden.ts';
import { isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { reportSpec } from './pod-spec-faults.ts';
import { isAppliedCopy, labelsOf } from './reading.ts';
import type { Family, Reading } from './reading.ts';

/** UTF-16 units; a longer annotation tells no injector anything we judge. */
const LONGEST_ANNOTATION = 1024;
/** Annotations that the network writes into each pod: different in all, of use in none. */
const PER_POD_ANNOTATIONS = ['cni.projectcalico.org/', 'k8s.v1.cni.cncf.io/', 'k8s.ovn.org/', 'kubernetes.io/config.'];
const MIRROR = 'kubernetes.io/config.mirror';

export function podAnnotations(metadata: unknown, reading: Reading): WorkloadFact['podAnnotations'] {
  return reading.strings.map(
    objectOf(metadata).annotations,
    (key, text) =>
      isAppliedCopy(key) ||
      text.length > LONGEST_ANNOTATION ||
      PER_POD_ANNOTATIONS.some((prefix) => key.startsWith(prefix)),
  );
}

function ownerOf(reading: Reading): Pick<WorkloadFact, 'owner'> {
  for (const reference of listOf(reading.identity.metadata.ownerReferences)) {
    if (!isObject(reference) || reference.controller !== true) continue;
    const version = textOf(reference.apiVersion);
    const slash = version.indexOf('/');
    const { strings } = reading;
    const group = strings.keep(slash < 0 ? '' : version.slice(0, slash));
    return { owner: { kind: strings.text(reference.kind), group, name: strings.text(reference.name) } };
  }
  return {};
}

/** What only a workload's place decides; the rest comes from the object. */
export interface SpecPlace {
  readonly spec: number;
  readonly specPointer: string;
  readonly templateMetadata?: unknown;
}

/** Fields of the pod spec that the text gives under a key it repeats, and so does not give. */
function overriddenIn({ object, earlier }: Reading, specPointer: string): Pick<WorkloadFact, 'overridden'> {
  if (earlier === undefined) return {};
  const overridden = overriddenFields(earlier, object, specPointer);
  return overridden.length === 0 ? {} : { overridden };
}

/** Adds a workload whose pods a controller makes. */
export function addTemplate(reading: Reading, place: SpecPlace): void {
  reading.facts.workloads.push({
    ...reading.base,
    kind: 'workload',
    spec: place.spec,
    specPointer: place.specPointer,
    isPod: false,
    node: '',
    phase: '',
    ...ownerOf(reading),
    mirror: false,
    labels: labelsOf(reading),
    podLabels: reading.strings.map(objectOf(place.templateMetadata).labels),
    podAnnotations: podAnnotations(place.templateMetadata, reading),
    ...overriddenIn(reading, place.specPointer),
  });
}

/** Index of the spec; says what is wrong with it. A spec like an earlier one without faults has none. */
function internSpec(spec: JsonObject, pointer: string, podName: string, reading: Reading): number {
  const known = reading.podSpecs.find(spec);
  if (known?.hasFaults === false) return known.index;
  const hasFaults = reportSpec(spec, pointer, reading);
  return known?.index ?? reading.podSpecs.add(spec, podName, hasFaults);
}

export function readPod(reading: Reading): boolean {
  const { object, identity, strings } = reading;
  if (!isObject(object.spec)) {
    reading.partial('no pod spec', '/spec');
    return false;
  }
  const spec = internSpec(object.spec, '/spec', identity.name, reading);
  const labels = labelsOf(reading);
  reading.facts.workloads.push({
    ...reading.base,
    kind: 'workload',
    spec,
    specPointer: '/spec',
    isPod: true,
    node: strings.text(object.spec.nodeName),
    phase: strings.text(objectOf(object.status).phase),
    ...ownerOf(reading),
    mirror: Object.hasOwn(objectOf(identity.metadata.annotations), MIRROR),
    labels,
    podLabels: labels,
    podAnnotations: podAnnotations(identity.metadata, reading),
    ...overriddenIn(reading, '/spec'),
  });
  return true;
}

/** Reads a kind whose pod template stands at a fixed path. */
function templateAt(...path: readonly string[]): Family {
  const pointer = `/${path.join('/')}`;
  return (reading) => {
    let template: unknown = reading.object;
    for (const field of path) template = objectOf(template)[field];
    if (!isObject(template) || !isObject(template.spec)) {
      reading.partial('no pod spec in the template', isObject(template) ? `${pointer}/spec` : pointer);
      return false;
    }
    const spec = internSpec(template.spec, `${pointer}/spec`, '', reading);
    addTemplate(reading, { spec, specPointer: `${pointer}/spec`, templateMetadata: template.metadata });
    return true;
  };
}

const inSpec = templateAt('spec', 'template');

export const WORKLOAD_FAMILIES: Readonly<Record<string, Family>> = {
  '/Pod': readPod,
  '/PodTemplate': templateAt('template'),
  '/ReplicationController': inSpec,
  'apps/DaemonSet': inSpec,
  'apps/Deployment': inSpec,
  'apps/ReplicaSet': inSpec,
  'apps/StatefulSet': inSpec,
  'batch/Job': inSpec,
  'batch/CronJob': templateAt('spec', 'jobTemplate', 'spec', 'template'),
};
