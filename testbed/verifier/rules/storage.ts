// Re-derives the techniques G: volumes, claims and what is copied through them.
import { kindOf, nameOf, namespaceOf } from '../cluster.ts';
import { nodesOf, podMakers, mountedVolumes, positionOf, runningMakersOf } from '../pods.ts';
import { at, listAt, textAt } from '../raw.ts';
import type { Raw } from '../raw.ts';
import type { StepCase } from '../step-case.ts';
import { createsSome } from './free-names.ts';
import { endsAt, unless } from './rule.ts';
import type { RuleTable, TechniqueRule } from './rule.ts';

const SNAPSHOTS = 'snapshot.storage.k8s.io';

function claimsOf(step: StepCase, position: string): ReadonlySet<string> {
  return new Set(
    runningMakersOf(step.cluster, position).flatMap(({ object, spec }) => {
      const mounted = mountedVolumes(spec);
      return listAt(spec, 'volumes')
        .filter((volume) => mounted.has(textAt(volume, 'name')))
        .map((volume) => textAt(volume, 'persistentVolumeClaim', 'claimName'))
        .filter((name) => name !== '')
        .map((name) => `${namespaceOf(object)}/${name}`);
    }),
  );
}

/** The workload mounts the claim. */
function mounts(step: StepCase): boolean {
  return claimsOf(step, step.step.from).has(`${step.to.namespace}/${step.to.name}`);
}

/** Volumes whose `claimRef` names the claim that the step ends at. */
function volumesOf(step: StepCase): readonly Raw[] {
  return step.cluster
    .all('PersistentVolume')
    .filter(
      (volume) =>
        textAt(volume, 'spec', 'claimRef', 'namespace') === step.to.namespace &&
        textAt(volume, 'spec', 'claimRef', 'name') === step.to.name,
    );
}

/** Namespaces in which a step before gained a pod of one's own design. */
function ownPods(step: StepCase): readonly string[] {
  return [step.step.from, ...step.before.map(({ to }) => to)].flatMap((id) => /^pod:([^/]+)\/\*$/.exec(id)?.[1] ?? []);
}

const isRestricted = (step: StepCase, namespace: string): boolean =>
  step.cluster.labelsOfNamespace(namespace).get('pod-security.kubernetes.io/enforce') === 'restricted';

/** What a volume shows to a pod of one's own design. */
function throughOwnPod(
  what: string,
  kind: string,
  holds: (step: StepCase, namespace: string) => boolean,
): TechniqueRule {
  return {
    best: 'conditional',
    join: true,
    check: (step) => [
      ...endsAt(step, kind),
      ...unless(
        ownPods(step).some((namespace) => holds(step, namespace)),
        what,
      ),
    ],
  };
}

function restores(step: StepCase, namespace: string): boolean {
  const creates = (kind: string, place: string): boolean =>
    createsSome(step, { group: SNAPSHOTS, resource: `${kind}s`, namespace: place, kind });
  const contents = creates('volumesnapshotcontent', '');
  const snapshots = creates('volumesnapshot', namespace);
  return contents && snapshots && volumesOf(step).some((volume) => at(volume, 'spec', 'csi') !== undefined);
}

function isNodeOfCluster(step: StepCase): boolean {
  const { name } = step.to;
  const isNamed = step.cluster.given.some((object) => kindOf(object) === 'Node' && nameOf(object) === name);
  return (
    name === '*' ||
    isNamed ||
    podMakers(step.cluster).some(({ object }) => nodesOf(step.cluster, positionOf(step.cluster, object)).has(name))
  );
}

function reclaims(step: StepCase): boolean {
  return volumesOf(step).some(
    (volume) =>
      textAt(volume, 'spec', 'persistentVolumeReclaimPolicy') === 'Retain' &&
      textAt(volume, 'status', 'phase') === 'Released' &&
      step.can({ verbs: ['update', 'patch'], resource: 'persistentvolumes', name: nameOf(volume) }),
  );
}

export const storage: RuleTable = {
  G1: {
    best: 'assumed',
    relation: true,
    check: (step) => [
      ...endsAt(step, 'persistentvolumeclaim'),
      ...unless(mounts(step), `${step.step.from} does not mount ${step.step.to}`),
    ],
  },
  G3: throughOwnPod('may not restore a snapshot of the volume', 'persistentvolumeclaim', restores),
  G4: throughOwnPod(
    'may not give its pod a volume that is the node',
    'node',
    (step, namespace) =>
      !isRestricted(step, namespace) &&
      isNodeOfCluster(step) &&
      createsSome(step, { resource: 'persistentvolumes', namespace: '', kind: 'persistentvolume' }),
  ),
  G5: throughOwnPod('no released volume of the claim is in its hands', 'persistentvolumeclaim', reclaims),
  G6: throughOwnPod(
    'no network share that its pod may mount',
    'persistentvolumeclaim',
    (step, namespace) =>
      !isRestricted(step, namespace) && volumesOf(step).some((volume) => at(volume, 'spec', 'nfs') !== undefined),
  ),
};
