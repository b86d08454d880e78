// PersistentVolumes, claims, StorageClasses and CSI drivers.
import type { ClaimFact, PersistentVolumeFact, StorageClassFact, VolumeSecretReference } from '../facts/cluster.ts';
import { isObject, listOf, objectOf, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import type { Reading } from './reading.ts';
import type { StringPool } from './string-pool.ts';
import { attributesOf } from './volume.ts';

/** Fields of a PersistentVolumeSpec that name what stores the data; at most one is set. */
const SOURCES = [
  'csi',
  'hostPath',
  'local',
  'nfs',
  'iscsi',
  'fc',
  'azureFile',
  'azureDisk',
  'awsElasticBlockStore',
  'gcePersistentDisk',
  'cephfs',
  'cinder',
  'flexVolume',
  'rbd',
  'scaleIO',
  'storageos',
  'glusterfs',
  'vsphereVolume',
  'portworxVolume',
  'quobyte',
  'flocker',
  'photonPersistentDisk',
];

/** CSI's secret references, and whether the node authorizer shows them to the kubelet. */
const CSI_SECRETS: readonly (readonly [string, boolean])[] = [
  ['nodePublishSecretRef', true],
  ['nodeStageSecretRef', true],
  ['nodeExpandSecretRef', true],
  ['controllerPublishSecretRef', false],
  ['controllerExpandSecretRef', false],
];

/** In-tree sources with `secretRef`. Those in the second list keep its namespace as written; the first fall back to the claim's. */
const CLAIM_NAMESPACE_SOURCES = ['cephfs', 'flexVolume', 'rbd', 'scaleIO', 'iscsi'];
const OWN_NAMESPACE_SOURCES = ['cinder', 'storageos'];

interface NamedSecret {
  readonly namespace: string;
  readonly name: string;
  readonly pointer: string;
  readonly kubeletVisible: boolean;
}

function secretRefs(spec: JsonObject, claimNamespace: string): readonly NamedSecret[] {
  const found: NamedSecret[] = [];
  const csi = objectOf(spec.csi);
  for (const [field, kubeletVisible] of CSI_SECRETS) {
    const { namespace, name } = objectOf(csi[field]);
    found.push({ namespace: textOf(namespace), name: textOf(name), pointer: `/spec/csi/${field}`, kubeletVisible });
  }
  const azure = objectOf(spec.azureFile);
  const azureNamespace = textOf(azure.secretNamespace) || claimNamespace;
  found.push({
    namespace: azureNamespace,
    name: textOf(azure.secretName),
    pointer: '/spec/azureFile/secretName',
    kubeletVisible: true,
  });
  for (const source of [...CLAIM_NAMESPACE_SOURCES, ...OWN_NAMESPACE_SOURCES]) {
    const { namespace, name } = objectOf(objectOf(spec[source]).secretRef);
    const fallback = OWN_NAMESPACE_SOURCES.includes(source) ? '' : claimNamespace;
    found.push({
      namespace: textOf(namespace) || fallback,
      name: textOf(name),
      pointer: `/spec/${source}/secretRef`,
      kubeletVisible: true,
    });
  }
  return found;
}

/**
 * The Secrets that a volume names, in any namespace, as `VisitPVSecretNames` (kubernetes pkg/api/v1/persistentvolume/util.go)
 * gives them to the node authorizer.
 */
function volumeSecrets(
  spec: JsonObject,
  claimNamespace: string,
  strings: StringPool,
): readonly VolumeSecretReference[] {
  return secretRefs(spec, claimNamespace)
    .filter(({ namespace, name }) => name !== '' && namespace !== '')
    .map((secret) => ({ ...secret, namespace: strings.keep(secret.namespace), name: strings.keep(secret.name) }));
}

function sourceDetails(type: string, source: JsonObject, strings: StringPool): Partial<PersistentVolumeFact> {
  switch (type) {
    case 'hostPath':
    case 'local':
      return { hostPath: strings.text(source.path) };
    case 'nfs':
      return { nfs: { server: strings.text(source.server), path: strings.text(source.path) } };
    case 'iscsi':
      return { chapAuthSession: source.chapAuthSession === true };
    default:
      return {};
  }
}

export function readPersistentVolume(reading: Reading): boolean {
  const { strings, object } = reading;
  const spec = objectOf(object.spec);
  const type = SOURCES.find((field) => isObject(spec[field])) ?? '';
  const source = objectOf(spec[type]);
  const claim = objectOf(spec.claimRef);
  const claimNamespace = strings.text(claim.namespace);
  const fact: PersistentVolumeFact = {
    ...reading.base,
    kind: 'persistentVolume',
    type,
    driver: strings.text(source.driver),
    accessModes: strings.list(spec.accessModes),
    reclaimPolicy: strings.text(spec.persistentVolumeReclaimPolicy),
    storageClass: strings.text(spec.storageClassName),
    claimNamespace,
    claimName: strings.text(claim.name),
    phase: strings.text(objectOf(object.status).phase),
    mountOptions: strings.list(spec.mountOptions),
    secrets: volumeSecrets(spec, claimNamespace, strings),
    attributes: attributesOf(type === 'csi' ? source.volumeAttributes : source.options, strings),
    ...sourceDetails(type, source, strings),
  };
  reading.facts.persistentVolumes.push(fact);
  return true;
}

/** `dataSourceRef` holds for `dataSource`, which the API server keeps equal; only it may name another namespace. */
function dataSourceOf(spec: JsonObject, namespace: string, strings: StringPool): Pick<ClaimFact, 'dataSource'> {
  const source = isObject(spec.dataSourceRef) ? spec.dataSourceRef : spec.dataSource;
  if (!isObject(source) || textOf(source.name) === '') return {};
  return {
    dataSource: {
      kind: strings.text(source.kind),
      group: strings.text(source.apiGroup),
      namespace: strings.keep(textOf(source.namespace) || namespace),
      name: strings.text(source.name),
    },
  };
}

export function readClaim(reading: Reading): boolean {
  const { strings } = reading;
  const spec = objectOf(reading.object.spec);
  reading.facts.claims.push({
    ...reading.base,
    kind: 'claim',
    accessModes: strings.list(spec.accessModes),
    storageClass: strings.text(spec.storageClassName),
    volumeName: strings.text(spec.volumeName),
    ...dataSourceOf(spec, reading.base.namespace, strings),
  });
  return true;
}

export function readStorageClass(reading: Reading): boolean {
  const { strings, object } = reading;
  const fact: StorageClassFact = {
    ...reading.base,
    kind: 'storageClass',
    provisioner: strings.text(object.provisioner),
    parameters: attributesOf(object.parameters, strings),
    mountOptions: strings.list(object.mountOptions),
    reclaimPolicy: strings.keep(textOf(object.reclaimPolicy) || 'Delete'),
  };
  reading.facts.storageClasses.push(fact);
  return true;
}

export function readCsiDriver({ base, facts, object, strings }: Reading): boolean {
  const requests = listOf(objectOf(object.spec).tokenRequests).map(objectOf);
  const tokenAudiences = requests.map(({ audience }) => strings.text(audience));
  facts.csiDrivers.push({ ...base, kind: 'csiDriver', tokenAudiences });
  return true;
}
