// How each type of fact is written in a snapshot.
import type {
  AdmissionPolicyFact,
  ApiServiceFact,
  ClaimFact,
  CustomDefinitionFact,
  CustomFact,
  NamespaceFact,
  NodeFact,
  PersistentVolumeFact,
  ServiceFact,
  StorageClassFact,
  VolumeSecretReference,
  WebhookFact,
} from '../facts/cluster.ts';
import type { LabelSelector, ObjectFact } from '../facts/object.ts';
import type { BindingFact, BindingSubject, PolicyRule, RoleFact, ServiceAccountFact } from '../facts/rbac.ts';
import type { ConfigMapFact, KeyFact, SecretCopyFact, SecretFact } from '../facts/secret.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import type { FactStore } from '../kube/fact-store.ts';
import { flag, integer, listOf, oneOf, optional, record, stringMap, text } from './codec.ts';
import type { Codec } from './codec.ts';

/** How a fact refers to what stands elsewhere in the snapshot. */
export interface References {
  readonly document: Codec<number>;
  readonly podSpec: Codec<number>;
}

export type StoreCodecs = { readonly [K in keyof FactStore]: Codec<FactStore[K][number]> };

const texts = listOf(text);
const key = record<KeyFact>({ name: text, length: integer });
const service = record<{ readonly namespace: string; readonly name: string }>({ namespace: text, name: text });
const share = record<{ readonly server: string; readonly path: string }>({ server: text, path: text });
const selector = record<LabelSelector>({
  matchLabels: stringMap,
  matchExpressions: listOf(
    record<LabelSelector['matchExpressions'][number]>({ key: text, operator: text, values: texts }),
  ),
});
const rule = record<PolicyRule>({
  apiGroups: texts,
  resources: texts,
  resourceNames: texts,
  verbs: texts,
  nonResourceURLs: texts,
});
const subject = record<BindingSubject>({
  kind: oneOf('User', 'Group', 'ServiceAccount'),
  namespace: text,
  name: text,
  index: integer,
});

const object = ({ document }: References) => ({ objectKind: text, group: text, namespace: text, name: text, document });

export function objectCodec(references: References): Codec<ObjectFact> {
  return record<ObjectFact>(object(references));
}

/** A codec for each list of facts. */
export function storeCodecs(references: References): StoreCodecs {
  return { ...accessCodecs(references), ...dataCodecs(references), ...clusterCodecs(references) };
}

function accessCodecs(references: References) {
  const base = object(references);
  return {
    roles: record<RoleFact>({
      ...base,
      kind: oneOf('role'),
      rules: listOf(rule),
      labels: stringMap,
      aggregation: optional(listOf(selector)),
      expected: optional(flag),
    }),
    bindings: record<BindingFact>({
      ...base,
      kind: oneOf('binding'),
      roleKind: oneOf('Role', 'ClusterRole'),
      roleName: text,
      subjects: listOf(subject),
      expected: optional(flag),
    }),
    serviceAccounts: record<ServiceAccountFact>({
      ...base,
      kind: oneOf('serviceAccount'),
      automountToken: optional(flag),
      imagePullSecrets: texts,
      secrets: texts,
      annotations: stringMap,
    }),
    admissionPolicies: record<AdmissionPolicyFact>({
      ...base,
      kind: oneOf('admissionPolicy'),
      engine: oneOf('psp', 'vap', 'map', 'kyverno', 'gatekeeper'),
      psp: optional(
        record<NonNullable<AdmissionPolicyFact['psp']>>({
          privileged: flag,
          hostPID: flag,
          hostIPC: flag,
          hostNetwork: flag,
          volumes: texts,
          allowedHostPaths: texts,
        }),
      ),
      kinds: texts,
      acts: flag,
    }),
    webhooks: record<WebhookFact>({
      ...base,
      kind: oneOf('webhook'),
      type: oneOf('mutating', 'validating'),
      webhooks: listOf(
        record<WebhookFact['webhooks'][number]>({
          name: text,
          service: optional(service),
          url: optional(text),
          matchesSecrets: flag,
          failurePolicy: text,
          namespaceSelector: optional(selector),
          pointer: text,
        }),
      ),
    }),
  };
}

function dataCodecs(references: References) {
  const base = object(references);
  return {
    secrets: record<SecretFact>({
      ...base,
      kind: oneOf('secret'),
      type: text,
      keys: listOf(key),
      keysUnknown: optional(oneOf(true)),
      labels: stringMap,
      annotations: stringMap,
      lastApplied: flag,
      immutable: flag,
      encryptedInFile: flag,
    }),
    configMaps: record<ConfigMapFact>({ ...base, kind: oneOf('configMap'), keys: listOf(key), labels: stringMap }),
    secretCopies: record<SecretCopyFact>({
      kind: oneOf('secretCopy'),
      holder: objectCodec(references),
      resource: text,
      secretNamespace: text,
      secretName: text,
      pointer: text,
    }),
    workloads: record<WorkloadFact>({
      ...base,
      kind: oneOf('workload'),
      spec: references.podSpec,
      specPointer: text,
      isPod: flag,
      node: text,
      phase: text,
      owner: optional(record<NonNullable<WorkloadFact['owner']>>({ kind: text, group: text, name: text })),
      mirror: flag,
      labels: stringMap,
      podLabels: optional(stringMap),
      overridden: optional(texts),
      podAnnotations: stringMap,
    }),
    customs: record<CustomFact>({
      ...base,
      kind: oneOf('custom'),
      resource: text,
      fields: stringMap,
      labels: stringMap,
    }),
  };
}

function clusterCodecs(references: References) {
  const base = object(references);
  return {
    namespaces: record<NamespaceFact>({ ...base, kind: oneOf('namespace'), labels: stringMap, annotations: stringMap }),
    nodes: record<NodeFact>({ ...base, kind: oneOf('node'), labels: stringMap, kubeletVersion: text }),
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
      ports: optional(
        listOf(
          record<NonNullable<ServiceFact['ports']>[number]>({
            port: integer,
            targetPort: text,
            protocol: text,
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
