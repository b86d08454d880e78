// How facts about the cluster around the pods are written in a snapshot.
import type {
  ApiServiceFact,
  CalledService,
  ClaimFact,
  CsiDriverFact,
  CustomDefinitionFact,
  NamespaceFact,
  NodeFact,
  PersistentVolumeFact,
  ServiceFact,
  StorageClassFact,
  VolumeSecretReference,
} from '../facts/cluster.ts';
import { flag, integer, listOf, oneOf, optional, record, stringMap, text } from './codec.ts';
import type { Codec } from './codec.ts';
import { object } from './object-codec.ts';
import type { References } from './object-codec.ts';

const texts = listOf(text);
const service = record<CalledService>({ namespace: text, name: text, port: optional(integer) });
const share = record<{ readonly server: string; readonly path: string }>({ server: text, path: text });

export function clusterCodecs(references: References) {
  const base = object(references);
  return {
    namespaces: record<NamespaceFact>({ ...base, kind: oneOf('namespace'), labels: stringMap, annotations: stringMap }),
    nodes: record<NodeFact>({
      ...base,
      kind: oneOf('node'),
      labels: stringMap,
      kubeletVersion: text,
      provider: optional(text),
      addresses: optional(listOf(record<NonNullable<NodeFact['addresses']>[number]>({ type: text, address: text }))),
    }),
    persistentVolumes: persistentVolumeCodec(references),
    claims: record<ClaimFact>({
      ...base,
      kind: oneOf('claim'),
      accessModes: texts,
      storageClass: text,
      volumeName: text,
      dataSource: optional(
        record<NonNullable<ClaimFact['dataSource']>>({ kind: text, group: text, namespace: text, name: text }),
      ),
    }),
    storageClasses: record<StorageClassFact>({
      ...base,
      kind: oneOf('storageClass'),
      provisioner: text,
      parameters: stringMap,
      mountOptions: texts,
      reclaimPolicy: text,
    }),
    csiDrivers: record<CsiDriverFact>({ ...base, kind: oneOf('csiDriver'), tokenAudiences: texts }),
  };
}

export function networkCodecs(references: References) {
  const base = object(references);
  return {
    apiServices: record<ApiServiceFact>({
      ...base,
      kind: oneOf('apiService'),
      serves: text,
      service: optional(service),
      insecureSkipTLSVerify: flag,
    }),
    customDefinitions: record<CustomDefinitionFact>({
      ...base,
      kind: oneOf('customDefinition'),
      definesGroup: text,
      definesKind: text,
      plural: text,
      namespaced: flag,
    }),
    services: record<ServiceFact>({
      ...base,
      kind: oneOf('service'),
      selector: stringMap,
      type: text,
      externalName: text,
      headless: optional(oneOf(true)),
      clusterAddresses: optional(texts),
      externalAddresses: optional(texts),
      keepsSource: optional(oneOf(true)),
      labels: optional(stringMap),
      entryAnnotations: optional(stringMap),
      scraped: optional(text),
      ports: optional(
        listOf(
          record<NonNullable<ServiceFact['ports']>[number]>({
            port: integer,
            targetPort: text,
            name: optional(text),
            nodePort: optional(integer),
            protocol: text,
            appProtocol: optional(text),
            pointer: text,
          }),
        ),
      ),
    }),
  };
}

function persistentVolumeCodec(references: References): Codec<PersistentVolumeFact> {
  return record<PersistentVolumeFact>({
    ...object(references),
    kind: oneOf('persistentVolume'),
    type: text,
    driver: text,
    accessModes: texts,
    reclaimPolicy: text,
    storageClass: text,
    claimNamespace: text,
    claimName: text,
    phase: text,
    hostPath: optional(text),
    nfs: optional(share),
    chapAuthSession: optional(flag),
    mountOptions: texts,
    secrets: listOf(
      record<VolumeSecretReference>({ namespace: text, name: text, kubeletVisible: flag, pointer: text }),
    ),
    attributes: stringMap,
  });
}
