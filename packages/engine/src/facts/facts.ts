// The whole of what was read: the one value that analysis starts from.
import type {
  AdmissionPolicyFact,
  ApiServiceFact,
  ClaimFact,
  CsiDriverFact,
  CustomDefinitionFact,
  CustomFact,
  NamespaceFact,
  NodeFact,
  PersistentVolumeFact,
  ServiceFact,
  StorageClassFact,
  WebhookFact,
} from './cluster.ts';
import type { AuditPolicyFact } from './audit-policy.ts';
import type { EncryptionFact } from './encryption.ts';
import type { CalicoHostFact, CalicoPolicyFact, CalicoSetFact, CalicoTierFact } from './calico-policy.ts';
import type { CiliumPolicyFact } from './cilium-policy.ts';
import type { KubeletConfigFact } from './kubelet.ts';
import type { CredentialFact } from './credential.ts';
import type { EndpointsFact, BackendTlsFact, EntryClassFact, EntryFact, GatewayFact } from './entry.ts';
import type { DocumentId, OriginTable } from './origin.ts';
import type {
  DestinationRuleFact,
  IstioSidecarFact,
  LinkerdGrantFact,
  LinkerdServerFact,
  MeshSettingsFact,
  PeerAuthenticationFact,
  VirtualServiceFact,
} from './mesh.ts';
import type { IstioAuthorizationFact } from './mesh-authorization.ts';
import type { NetworkPolicyFact } from './network.ts';
import type { BindingFact, RoleFact, ServiceAccountFact } from './rbac.ts';
import type { ConfigMapFact, SecretCopyFact, SecretFact } from './secret.ts';
import type { ListScope } from './list-scope.ts';
import type { TierPolicyFact } from './tier.ts';
import type { PodSpec, WorkloadFact } from './workload.ts';

/** What was read, what was read in part, what could not be read. */
export interface CoverageEntry {
  /** The file or stream, as shown. */
  readonly source: string;
  /** What the entry is about: an object id, a kind, or a part of the source. */
  readonly what: string;
  readonly state: 'read' | 'partial' | 'not-read';
  readonly reason?: string;
  readonly object?: string;
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** The document the entry is about, and the place in it from the object's root: file and line are found from these when shown. */
  readonly document?: DocumentId;
  readonly pointer?: string;
  /** For a list of a cluster: what it holds, and where. */
  readonly list?: ListScope;
}

export interface Facts {
  readonly origins: OriginTable;
  readonly coverage: readonly CoverageEntry[];
  /** `major.minor` found in the input (kubelet versions, `gitVersion`), or given; empty when unknown. */
  readonly kubernetesVersion: string;
  readonly roles: readonly RoleFact[];
  readonly bindings: readonly BindingFact[];
  readonly serviceAccounts: readonly ServiceAccountFact[];
  readonly secrets: readonly SecretFact[];
  readonly configMaps: readonly ConfigMapFact[];
  readonly secretCopies: readonly SecretCopyFact[];
  readonly credentials: readonly CredentialFact[];
  readonly podSpecs: readonly PodSpec[];
  readonly workloads: readonly WorkloadFact[];
  readonly namespaces: readonly NamespaceFact[];
  readonly nodes: readonly NodeFact[];
  readonly persistentVolumes: readonly PersistentVolumeFact[];
  readonly claims: readonly ClaimFact[];
  readonly storageClasses: readonly StorageClassFact[];
  readonly csiDrivers: readonly CsiDriverFact[];
  readonly webhooks: readonly WebhookFact[];
  readonly apiServices: readonly ApiServiceFact[];
  readonly customDefinitions: readonly CustomDefinitionFact[];
  readonly services: readonly ServiceFact[];
  readonly admissionPolicies: readonly AdmissionPolicyFact[];
  readonly customs: readonly CustomFact[];
  readonly encryptions: readonly EncryptionFact[];
  readonly auditPolicies: readonly AuditPolicyFact[];
  readonly kubeletConfigs: readonly KubeletConfigFact[];
  readonly entries: readonly EntryFact[];
  readonly gateways: readonly GatewayFact[];
  readonly entryClasses: readonly EntryClassFact[];
  readonly backendTls: readonly BackendTlsFact[];
  readonly endpoints: readonly EndpointsFact[];
  readonly networkPolicies: readonly NetworkPolicyFact[];
  readonly tierPolicies: readonly TierPolicyFact[];
  readonly ciliumPolicies: readonly CiliumPolicyFact[];
  readonly calicoPolicies: readonly CalicoPolicyFact[];
  readonly calicoTiers: readonly CalicoTierFact[];
  readonly calicoSets: readonly CalicoSetFact[];
  readonly calicoHosts: readonly CalicoHostFact[];
  readonly peerAuthentications: readonly PeerAuthenticationFact[];
  readonly destinationRules: readonly DestinationRuleFact[];
  readonly istioSidecars: readonly IstioSidecarFact[];
  readonly istioAuthorizations: readonly IstioAuthorizationFact[];
  readonly virtualServices: readonly VirtualServiceFact[];
  readonly meshSettings: readonly MeshSettingsFact[];
  readonly linkerdServers: readonly LinkerdServerFact[];
  readonly linkerdGrants: readonly LinkerdGrantFact[];
}
