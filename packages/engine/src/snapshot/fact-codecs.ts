// How each type of fact is written in a snapshot.
import { WEAKNESSES } from '@watertight/encryption';
import type { AuditedBodies, AuditPolicyFact } from '../facts/audit-policy.ts';
import type { CustomFact } from '../facts/cluster.ts';
import type { CredentialFact, CredentialText, FoundImage } from '../facts/credential.ts';
import type { CertificateFact, ConfigMapFact, KeyFact, SecretCopyFact, SecretFact } from '../facts/secret.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import type { FactStore } from '../kube/fact-store.ts';
import { accessCodecs, admissionCodecs } from './access-codecs.ts';
import type { EncryptionFact } from '../facts/encryption.ts';
import { calicoCodecs } from './calico-codecs.ts';
import { ciliumCodecs } from './cilium-codecs.ts';
import type { KubeletConfigFact } from '../facts/kubelet.ts';
import { clusterCodecs, networkCodecs } from './cluster-codecs.ts';
import { flag, integer, listOf, oneOf, optional, record, stringMap, text } from './codec.ts';
import type { Codec } from './codec.ts';
import { credentialFields } from './credential-codec.ts';
import { entryCodecs } from './entry-codecs.ts';
import { meshCodecs } from './mesh-codecs.ts';
import { object, objectCodec } from './object-codec.ts';
import type { References } from './object-codec.ts';
import { policyCodecs } from './policy-codecs.ts';
import { shipper } from './shipper-codec.ts';
import { hosts, signals } from './transit-codecs.ts';

export type StoreCodecs = { readonly [K in keyof FactStore]: Codec<FactStore[K][number]> };

const texts = listOf(text);
const shows = oneOf('file', 'env', 'command', 'args', 'nothing');
const key = record<KeyFact>({ name: text, length: integer });

/** A codec for each list of facts. */
export function storeCodecs(references: References): StoreCodecs {
  return {
    ...accessCodecs(references),
    ...admissionCodecs(references),
    ...dataCodecs(references),
    ...workloadCodecs(references),
    ...clusterCodecs(references),
    ...networkCodecs(references),
    ...fileCodecs(references),
    ...settingsCodecs(references),
    ...policyCodecs(references),
    ...ciliumCodecs(references),
    ...calicoCodecs(references),
    ...entryCodecs(references),
    ...meshCodecs(references),
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
      certificate: optional(record<CertificateFact>({ hosts: texts, from: text, until: text })),
      noCertificate: optional(oneOf(true)),
      fromServer: optional(oneOf(true)),
      sops: optional(record<NonNullable<SecretFact['sops']>>({ plain: texts, hasMac: flag })),
    }),
    configMaps: record<ConfigMapFact>({
      ...base,
      kind: oneOf('configMap'),
      keys: listOf(key),
      labels: stringMap,
      signals: optional(signals),
      shipper: optional(shipper),
      hosts: optional(hosts),
    }),
    secretCopies: record<SecretCopyFact>({
      kind: oneOf('secretCopy'),
      holder: objectCodec(references),
      resource: text,
      secretNamespace: text,
      secretName: text,
      pointer: text,
    }),
    credentials: record<CredentialFact>({
      kind: oneOf('credential'),
      holder: objectCodec(references),
      resource: text,
      image: optional(
        record<FoundImage>({ references: texts, digests: texts, indexes: texts, ids: optional(texts), shows }),
      ),
      ...credentialFields,
    }),
  };
}

function workloadCodecs(references: References) {
  const base = object(references);
  return {
    workloads: record<WorkloadFact>({
      ...base,
      kind: oneOf('workload'),
      spec: references.podSpec,
      specPointer: text,
      isPod: flag,
      node: text,
      phase: text,
      addresses: optional(texts),
      imageIds: optional(stringMap),
      owner: optional(record<NonNullable<WorkloadFact['owner']>>({ kind: text, group: text, name: text })),
      mirror: flag,
      labels: stringMap,
      podLabels: optional(stringMap),
      overridden: optional(texts),
      podAnnotations: stringMap,
      annotationCredentials: optional(listOf(record<CredentialText>(credentialFields))),
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

function settingsCodecs(references: References) {
  return {
    kubeletConfigs: record<KubeletConfigFact>({
      ...object(references),
      kind: oneOf('kubeletConfig'),
      pointer: text,
      anonymous: flag,
      tokens: flag,
      allowsAll: flag,
      port: optional(integer),
      readOnlyPort: optional(integer),
    }),
  };
}

function fileCodecs(references: References) {
  const base = object(references);
  return {
    auditPolicies: record<AuditPolicyFact>({
      ...base,
      kind: oneOf('auditPolicy'),
      bodies: listOf(
        record<AuditedBodies>({
          kind: oneOf('secrets', 'configmaps', 'serviceaccounts/token', 'tokenreviews'),
          verbs: texts,
          level: oneOf('Request', 'RequestResponse'),
          pointer: text,
        }),
      ),
      unknownLevels: texts,
    }),
    encryptions: record<EncryptionFact>({
      ...base,
      kind: oneOf('encryption'),
      faults: listOf(
        record<EncryptionFact['faults'][number]>({
          pointer: text,
          reason: text,
          line: optional(integer),
          strict: optional(oneOf(true)),
        }),
      ),
      weaknesses: listOf(
        record<EncryptionFact['weaknesses'][number]>({
          check: oneOf(...WEAKNESSES),
          severity: oneOf('critical', 'high', 'medium', 'low', 'info'),
          result: oneOf('fail', 'unknown'),
          pointer: text,
          line: optional(integer),
          message: text,
          fix: text,
        }),
      ),
    }),
  };
}
