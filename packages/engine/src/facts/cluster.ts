// Facts about the cluster around the pods: namespaces, nodes, storage, API extension, admission, custom objects.
import type { LabelSelector, ObjectFact, StringMap } from './object.ts';

export interface NamespaceFact extends ObjectFact {
  readonly kind: 'namespace';
  readonly labels: StringMap;
  readonly annotations: StringMap;
}

export interface NodeFact extends ObjectFact {
  readonly kind: 'node';
  readonly labels: StringMap;
  /** `status.nodeInfo.kubeletVersion`; empty when unknown. */
  readonly kubeletVersion: string;
  /** What `spec.providerID` begins with: `aws`, `gce`, `azure`; absent where it has none. */
  readonly provider?: string;
  /** `status.addresses`; absent when there are none. */
  readonly addresses?: readonly { readonly type: string; readonly address: string }[];
}

/** A Secret that a PersistentVolume names, and whether the node authorizer lets the kubelet read it. */
export interface VolumeSecretReference {
  readonly namespace: string;
  readonly name: string;
  readonly kubeletVisible: boolean;
  readonly pointer: string;
}

export interface PersistentVolumeFact extends ObjectFact {
  readonly kind: 'persistentVolume';
  /** Volume source field name: `hostPath`, `nfs`, `csi`, … */
  readonly type: string;
  readonly driver: string;
  readonly accessModes: readonly string[];
  readonly reclaimPolicy: string;
  readonly storageClass: string;
  readonly claimNamespace: string;
  readonly claimName: string;
  readonly phase: string;
  readonly hostPath?: string;
  readonly nfs?: { readonly server: string; readonly path: string };
  /** `chapAuthSession` of an `iscsi` volume. */
  readonly chapAuthSession?: boolean;
  readonly mountOptions: readonly string[];
  readonly secrets: readonly VolumeSecretReference[];
  readonly attributes: StringMap;
}

export interface ClaimFact extends ObjectFact {
  readonly kind: 'claim';
  readonly accessModes: readonly string[];
  readonly storageClass: string;
  readonly volumeName: string;
  readonly dataSource?: {
    readonly kind: string;
    readonly group: string;
    readonly namespace: string;
    readonly name: string;
  };
}

export interface StorageClassFact extends ObjectFact {
  readonly kind: 'storageClass';
  readonly provisioner: string;
  readonly parameters: StringMap;
  readonly mountOptions: readonly string[];
  readonly reclaimPolicy: string;
}

export interface CsiDriverFact extends ObjectFact {
  readonly kind: 'csiDriver';
  /** Audiences of `spec.tokenRequests`, in their order; an empty one is the API server's own. */
  readonly tokenAudiences: readonly string[];
}

/** A Service that the API server calls. */
export interface CalledService {
  readonly namespace: string;
  readonly name: string;
  /** Of the Service, as written; absent: 443. https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#service-reference */
  readonly port?: number;
}

export interface WebhookFact extends ObjectFact {
  readonly kind: 'webhook';
  readonly type: 'mutating' | 'validating';
  readonly webhooks: readonly {
    readonly name: string;
    readonly service?: CalledService;
    readonly url?: string;
    /** True when some rule matches `""/secrets`. */
    readonly matchesSecrets: boolean;
    readonly failurePolicy: string;
    readonly namespaceSelector?: LabelSelector;
    readonly pointer: string;
  }[];
}

export interface ApiServiceFact extends ObjectFact {
  readonly kind: 'apiService';
  readonly serves: string;
  readonly service?: CalledService;
  readonly insecureSkipTLSVerify: boolean;
}

export interface CustomDefinitionFact extends ObjectFact {
  readonly kind: 'customDefinition';
  readonly definesGroup: string;
  readonly definesKind: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

export interface ServiceFact extends ObjectFact {
  readonly kind: 'service';
  readonly selector: StringMap;
  readonly type: string;
  readonly externalName: string;
  /** `clusterIP: None`: its name stands for the pods' own addresses, and its ports for nothing. */
  readonly headless?: true;
  /** Addresses inside the cluster; absent when none is known. */
  readonly clusterAddresses?: readonly string[];
  /** `externalIPs` and the load balancer's addresses; absent when there are none. */
  readonly externalAddresses?: readonly string[];
  /** By which monitors select it; absent where it has none. */
  readonly labels?: StringMap;
  /** What controllers of Ingresses and Gateways read of it to choose the protocol; absent where it has none of these annotations. */
  readonly entryAnnotations?: StringMap;
  /** `prometheus.io/scrape: "true"`: the port that stands beside it, or empty. */
  readonly scraped?: string;
  /** `externalTrafficPolicy: Local`: who comes from outside keeps the own address. */
  readonly keepsSource?: true;
  readonly ports?: readonly {
    readonly port: number;
    readonly targetPort: string;
    readonly name?: string;
    readonly nodePort?: number;
    readonly protocol: string;
    readonly appProtocol?: string;
    readonly pointer: string;
  }[];
}

/** PodSecurityPolicy, ValidatingAdmissionPolicy, Kyverno or Gatekeeper object: something that may refuse a pod. */
export interface AdmissionPolicyFact extends ObjectFact {
  readonly kind: 'admissionPolicy';
  readonly engine: 'psp' | 'vap' | 'map' | 'kyverno' | 'gatekeeper';
  /** Of a PodSecurityPolicy: what it would let through. */
  readonly psp?: {
    readonly privileged: boolean;
    readonly hostPID: boolean;
    readonly hostIPC: boolean;
    readonly hostNetwork: boolean;
    readonly volumes: readonly string[];
    readonly allowedHostPaths: readonly string[];
  };
  /** Kinds the policy looks at, as written; empty when unknown. */
  readonly kinds: readonly string[];
  /** Kyverno: acts as its controller when it generates or calls the API. */
  readonly acts: boolean;
}

/** An object of a kind that some technique's data pack names: the values of the fields the pack asks for. */
export interface CustomFact extends ObjectFact {
  readonly kind: 'custom';
  readonly resource: string;
  /** String leaves by pointer, only under the fields the packs ask for. No field of a Secret is ever here. */
  readonly fields: StringMap;
  readonly labels: StringMap;
}
