// Where the families put their facts while objects come in.
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
} from '../facts/cluster.ts';
import type { AuditPolicyFact } from '../facts/audit-policy.ts';
import type { EncryptionFact } from '../facts/encryption.ts';
import type { CalicoHostFact, CalicoPolicyFact, CalicoSetFact, CalicoTierFact } from '../facts/calico-policy.ts';
import type { CiliumPolicyFact } from '../facts/cilium-policy.ts';
import type { KubeletConfigFact } from '../facts/kubelet.ts';
import type { CredentialFact } from '../facts/credential.ts';
import type { EndpointsFact, BackendTlsFact, EntryClassFact, EntryFact, GatewayFact } from '../facts/entry.ts';
import type {
  DestinationRuleFact,
  IstioSidecarFact,
  LinkerdGrantFact,
  LinkerdServerFact,
  MeshSettingsFact,
  PeerAuthenticationFact,
  VirtualServiceFact,
} from '../facts/mesh.ts';
import type { IstioAuthorizationFact } from '../facts/mesh-authorization.ts';
import type { NetworkPolicyFact } from '../facts/network.ts';
import type { BindingFact, RoleFact, ServiceAccountFact } from '../facts/rbac.ts';
import type { ConfigMapFact, SecretCopyFact, SecretFact } from '../facts/secret.ts';
import type { TierPolicyFact } from '../facts/tier.ts';
import type { WorkloadFact } from '../facts/workload.ts';

/** One list for each fact type, in the order of input. */
export interface FactStore {
  readonly roles: RoleFact[];
  readonly bindings: BindingFact[];
  readonly serviceAccounts: ServiceAccountFact[];
  readonly secrets: SecretFact[];
  readonly configMaps: ConfigMapFact[];
  readonly secretCopies: SecretCopyFact[];
  readonly credentials: CredentialFact[];
  readonly workloads: WorkloadFact[];
  readonly namespaces: NamespaceFact[];
  readonly nodes: NodeFact[];
  readonly persistentVolumes: PersistentVolumeFact[];
  readonly claims: ClaimFact[];
  readonly storageClasses: StorageClassFact[];
  readonly csiDrivers: CsiDriverFact[];
  readonly webhooks: WebhookFact[];
  readonly apiServices: ApiServiceFact[];
  readonly customDefinitions: CustomDefinitionFact[];
  readonly services: ServiceFact[];
  readonly admissionPolicies: AdmissionPolicyFact[];
  readonly customs: CustomFact[];
  readonly encryptions: EncryptionFact[];
  readonly auditPolicies: AuditPolicyFact[];
  readonly kubeletConfigs: KubeletConfigFact[];
  readonly entries: EntryFact[];
  readonly gateways: GatewayFact[];
  readonly entryClasses: EntryClassFact[];
  readonly backendTls: BackendTlsFact[];
  readonly endpoints: EndpointsFact[];
  readonly networkPolicies: NetworkPolicyFact[];
  readonly tierPolicies: TierPolicyFact[];
  readonly ciliumPolicies: CiliumPolicyFact[];
  readonly calicoPolicies: CalicoPolicyFact[];
  readonly calicoTiers: CalicoTierFact[];
  readonly calicoSets: CalicoSetFact[];
  readonly calicoHosts: CalicoHostFact[];
  readonly peerAuthentications: PeerAuthenticationFact[];
  readonly destinationRules: DestinationRuleFact[];
  readonly istioSidecars: IstioSidecarFact[];
  readonly istioAuthorizations: IstioAuthorizationFact[];
  readonly virtualServices: VirtualServiceFact[];
  readonly meshSettings: MeshSettingsFact[];
  readonly linkerdServers: LinkerdServerFact[];
  readonly linkerdGrants: LinkerdGrantFact[];
}

export function emptyStore(): FactStore {
  return {
    roles: [],
    bindings: [],
    serviceAccounts: [],
    secrets: [],
    configMaps: [],
    secretCopies: [],
    credentials: [],
    workloads: [],
    namespaces: [],
    nodes: [],
    persistentVolumes: [],
    claims: [],
    storageClasses: [],
    csiDrivers: [],
    webhooks: [],
    apiServices: [],
    customDefinitions: [],
    services: [],
    admissionPolicies: [],
    customs: [],
    encryptions: [],
    auditPolicies: [],
    kubeletConfigs: [],
    entries: [],
    gateways: [],
    entryClasses: [],
    backendTls: [],
    endpoints: [],
    networkPolicies: [],
    tierPolicies: [],
    ciliumPolicies: [],
    calicoPolicies: [],
    calicoTiers: [],
    calicoSets: [],
    calicoHosts: [],
    peerAuthentications: [],
    destinationRules: [],
    istioSidecars: [],
    istioAuthorizations: [],
    virtualServices: [],
    meshSettings: [],
    linkerdServers: [],
    linkerdGrants: [],
  };
}
