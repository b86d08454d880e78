// Pods, and the built-in kinds whose controllers make pods.
import type { ObjectFact, StringMap } from '../facts/object.ts';
import { readImageId } from '../facts/image-reference.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import { isCredential } from './credential-name.ts';
import { overriddenFields } from './overridden.ts';
import { isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { Mutable } from './mutable.ts';
import { annotationCredentials, judgeTemplateAnnotations } from './object-credentials.ts';
import { reportSpec } from './pod-spec-faults.ts';
import { isAppliedCopy, labelsOf } from './reading.ts';
import type { Family, Reading } from './reading.ts';
import { copyOf } from './string-pool.ts';

/** UTF-16 units; a longer annotation tells no injector anything we judge. */
const LONGEST_ANNOTATION = 1024;
/** Annotations that the network writes into each pod: different in all, of use in none. */
const PER_POD_ANNOTATIONS = ['cni.projectcalico.org/', 'k8s.v1.cni.cncf.io/', 'k8s.ovn.org/', 'kubernetes.io/config.'];
const MIRROR = 'kubernetes.io/config.mirror';
const NO_OWNER: Owner = { kind: '', group: '', name: '' };

export function podAnnotations(metadata: unknown, reading: Reading): WorkloadFact['podAnnotations'] {
  return reading.strings.map(
    objectOf(metadata).annotations,
    (key, text) =>
      isAppliedCopy(key) ||
      isCredential(key, text) ||
      text.length > LONGEST_ANNOTATION ||
      PER_POD_ANNOTATIONS.some((prefix) => key.startsWith(prefix)),
  );
}

type Owner = NonNullable<WorkloadFact['owner']>;

/** The controlling owner; the one of the workload before, where both have the same. */
function ownerOf(reading: Reading): Owner | undefined {
  for (const reference of listOf(reading.identity.metadata.ownerReferences)) {
    if (!isObject(reference) || reference.controller !== true) continue;
    const version = textOf(reference.apiVersion);
    const slash = version.indexOf('/');
    const { strings, facts } = reading;
    const kind = strings.text(reference.kind);
    const group = strings.keep(slash < 0 ? '' : version.slice(0, slash));
    const name = strings.text(reference.name);
    const last = facts.workloads.at(-1)?.owner;
    const isLast = last !== undefined && last.name === name && last.kind === kind && last.group === group;
    return isLast ? last : { kind, group, name };
  }
  return undefined;
}

/** What only a workload's place decides; the rest comes from the object. */
export interface SpecPlace {
  readonly spec: number;
  readonly specPointer: string;
  readonly templateMetadata?: unknown;
}

/** Fields of the pod spec that the text gives under a key it repeats, and so does not give. */
function overriddenIn({ object, earlier }: Reading, specPointer: string): readonly string[] {
  return earlier === undefined ? [] : overriddenFields(earlier, object, specPointer);
}

/** What does not follow from the object's own metadata; a pod's labels do. */
type Parts = Omit<WorkloadFact, keyof ObjectFact | 'kind' | 'owner' | 'overridden' | 'labels'>;

/** Adds a fact, written field by field: made by spreading, each of a hundred thousand would take a second block of memory. */
function addWorkload(reading: Reading, parts: Parts): void {
  const { objectKind, group, namespace, name, document } = reading.base;
  const labels = labelsOf(reading);
  const owner = ownerOf(reading) ?? NO_OWNER;
  const fact: WorkloadFact = {
    objectKind,
    group,
    namespace,
    name,
    document,
    kind: 'workload',
    spec: parts.spec,
    specPointer: parts.specPointer,
    isPod: parts.isPod,
    node: parts.node,
    phase: parts.phase,
    owner,
    mirror: parts.mirror,
    labels,
    podLabels: parts.podLabels ?? labels,
    podAnnotations: parts.podAnnotations,
  };
  const overridden = overriddenIn(reading, parts.specPointer);
  const owned = owner === NO_OWNER ? withoutOwner(fact) : fact;
  const addressed = parts.addresses === undefined ? owned : withAddresses(owned, parts.addresses);
  const running = parts.imageIds === undefined ? addressed : withImageIds(addressed, parts.imageIds);
  const whole =
    parts.annotationCredentials === undefined
      ? running
      : { ...running, annotationCredentials: parts.annotationCredentials };
  reading.facts.workloads.push(overridden.length === 0 ? whole : { ...whole, overridden });
}

/** The fact is new, and nobody else has it yet. */
function withAddresses(fact: Mutable<WorkloadFact>, addresses: readonly string[]): WorkloadFact {
  fact.addresses = addresses;
  return fact;
}

/** As for addresses. */
function withImageIds(fact: Mutable<WorkloadFact>, imageIds: StringMap): WorkloadFact {
  fact.imageIds = imageIds;
  return fact;
}

function withoutOwner({ owner: _owner, ...fact }: WorkloadFact): WorkloadFact {
  return fact;
}

/** Adds a workload whose pods a controller makes. */
export function addTemplate(reading: Reading, place: SpecPlace): void {
  judgeTemplateAnnotations(reading, place.specPointer.replace(/\/[^/]*$/, ''), place.templateMetadata);
  addWorkload(reading, {
    spec: place.spec,
    specPointer: place.specPointer,
    isPod: false,
    node: '',
    phase: '',
    mirror: false,
    podLabels: reading.strings.map(objectOf(place.templateMetadata).labels),
    podAnnotations: podAnnotations(place.templateMetadata, reading),
  });
}

/** Index of the spec; says what is wrong with it. A spec like an earlier one without faults has none. */
function internSpec(spec: JsonObject, pointer: string, podName: string, reading: Reading): number {
  const known = reading.podSpecs.find(spec);
  if (known?.hasFaults === false) return known.index;
  const hasFaults = reportSpec(spec, pointer, reading);
  return known?.index ?? reading.podSpecs.add(spec, podName, hasFaults);
}

/** The addresses of a pod; an old kubelet gave only the first. */
function podAddresses(object: JsonObject): Pick<WorkloadFact, 'addresses'> {
  const { podIPs, podIP } = objectOf(object.status);
  const listed = listOf(podIPs).map((entry) => textOf(objectOf(entry).ip));
  const addresses = (listed.length > 0 ? listed : [textOf(podIP)]).filter((text) => text !== '').map(copyOf);
  return addresses.length === 0 ? {} : { addresses };
}

const STATUSES = ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'] as const;

/** What its containers run, as the runtime calls it. */
function imageIdsIn(object: JsonObject, { strings }: Reading): Pick<WorkloadFact, 'imageIds'> {
  const status = objectOf(object.status);
  const ids = STATUSES.flatMap((field) => listOf(status[field])).map((entry) => {
    const { name, imageID } = objectOf(entry);
    return [textOf(name), textOf(imageID)] as const;
  });
  const known = ids.filter(([name, id]) => name !== '' && readImageId(id) !== undefined);
  return known.length === 0 ? {} : { imageIds: strings.map(Object.fromEntries(known)) };
}

export function readPod(reading: Reading): boolean {
  const { object, identity, strings } = reading;
  if (!isObject(object.spec)) {
    reading.partial('no pod spec', '/spec');
    return false;
  }
  const spec = internSpec(object.spec, '/spec', identity.name, reading);
  const held = annotationCredentials(reading);
  addWorkload(reading, {
    spec,
    specPointer: '/spec',
    isPod: true,
    node: strings.text(object.spec.nodeName),
    phase: strings.text(objectOf(object.status).phase),
    ...podAddresses(object),
    ...imageIdsIn(object, reading),
    mirror: Object.hasOwn(objectOf(identity.metadata.annotations), MIRROR),
    podAnnotations: podAnnotations(identity.metadata, reading),
    ...(held.length > 0 && { annotationCredentials: held }),
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
