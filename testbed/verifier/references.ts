// Secrets that a pod spec names: those a container sees, and the longer list that the node authorizer lets a kubelet read.
// https://github.com/kubernetes/kubernetes/blob/master/pkg/api/v1/pod/util.go (VisitPodSecretNames)
import type { Cluster } from './cluster.ts';
import { namespaceOf } from './cluster.ts';
import { containersOf, mountedVolumes } from './pods.ts';
import type { PodMaker } from './pods.ts';
import { at, listAt, textAt } from './raw.ts';
import type { Raw } from './raw.ts';

/** Secret name under each volume source that the kubelet itself reads. */
const KUBELET_SOURCES: readonly (readonly string[])[] = [
  ['azureFile', 'secretName'],
  ['cephfs', 'secretRef', 'name'],
  ['cinder', 'secretRef', 'name'],
  ['flexVolume', 'secretRef', 'name'],
  ['rbd', 'secretRef', 'name'],
  ['scaleIO', 'secretRef', 'name'],
  ['iscsi', 'secretRef', 'name'],
  ['storageos', 'secretRef', 'name'],
  ['csi', 'nodePublishSecretRef', 'name'],
];

/** Secret references of a PersistentVolume that a kubelet may follow; the controller's own are not among them. */
const VOLUME_SOURCES: readonly (readonly string[])[] = [
  ['csi', 'nodePublishSecretRef'],
  ['csi', 'nodeStageSecretRef'],
  ['csi', 'nodeExpandSecretRef'],
  ['cephfs', 'secretRef'],
  ['cinder', 'secretRef'],
  ['flexVolume', 'secretRef'],
  ['rbd', 'secretRef'],
  ['scaleIO', 'secretRef'],
  ['iscsi', 'secretRef'],
  ['storageos', 'secretRef'],
];

function fromEnv(containers: readonly unknown[]): string[] {
  return containers.flatMap((container) => [
    ...listAt(container, 'env').map((entry) => textAt(entry, 'valueFrom', 'secretKeyRef', 'name')),
    ...listAt(container, 'envFrom').map((entry) => textAt(entry, 'secretRef', 'name')),
  ]);
}

function fromVolume(volume: unknown): string[] {
  return [
    textAt(volume, 'secret', 'secretName'),
    ...listAt(volume, 'projected', 'sources').map((source) => textAt(source, 'secret', 'name')),
  ];
}

const named = (names: readonly string[]): ReadonlySet<string> => new Set(names.filter((name) => name !== ''));

/** Secrets whose content stands in some container: env, and Secret volumes that a container mounts. */
export function visibleSecrets(spec: Raw): ReadonlySet<string> {
  const mounted = mountedVolumes(spec);
  return named([
    ...fromEnv(containersOf(spec)),
    ...listAt(spec, 'volumes')
      .filter((volume) => mounted.has(textAt(volume, 'name')))
      .flatMap(fromVolume),
  ]);
}

/** Secrets that only containers refer to which were added to the pod while it ran. */
export function debuggedSecrets(spec: Raw): ReadonlySet<string> {
  return named(fromEnv(listAt(spec, 'ephemeralContainers'))).difference(kubeletSecrets(spec, false));
}

/** Secrets of the pod's own namespace that its node may read, mounted or not, pull Secrets included. */
export function kubeletSecrets(spec: Raw, withEphemeral = true): ReadonlySet<string> {
  const volumes = listAt(spec, 'volumes');
  const containers = containersOf(spec).filter(
    (container) => withEphemeral || !listAt(spec, 'ephemeralContainers').includes(container),
  );
  return named([
    ...fromEnv(containers),
    ...volumes.flatMap(fromVolume),
    ...volumes.flatMap((volume) => KUBELET_SOURCES.map((path) => textAt(volume, ...path))),
    ...listAt(spec, 'imagePullSecrets').map((reference) => textAt(reference, 'name')),
  ]);
}

/** `NS/NAME` of Secrets that a node may read because a volume that names them refers to a pod's claim, which may be gone. */
export function volumeSecrets(cluster: Cluster, { object, spec }: PodMaker): ReadonlySet<string> {
  const namespace = namespaceOf(object);
  const claims = new Set(listAt(spec, 'volumes').map((one) => textAt(one, 'persistentVolumeClaim', 'claimName')));
  const referring = cluster
    .all('PersistentVolume')
    .filter(
      (volume) =>
        textAt(volume, 'spec', 'claimRef', 'namespace') === namespace &&
        textAt(volume, 'spec', 'claimRef', 'name') !== '' &&
        claims.has(textAt(volume, 'spec', 'claimRef', 'name')),
    );
  return named(referring.flatMap((volume) => secretsOfVolume(volume, namespace)));
}

function secretsOfVolume(volume: Raw | undefined, claimNamespace: string): string[] {
  const references = VOLUME_SOURCES.map((path) => at(volume, 'spec', ...path))
    .filter((reference) => textAt(reference, 'name') !== '')
    .map((reference) => `${textAt(reference, 'namespace') || claimNamespace}/${textAt(reference, 'name')}`);
  const azure = at(volume, 'spec', 'azureFile');
  const name = textAt(azure, 'secretName');
  return name === '' ? references : [...references, `${textAt(azure, 'secretNamespace') || claimNamespace}/${name}`];
}
