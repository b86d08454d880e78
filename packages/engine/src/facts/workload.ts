// Facts about pods and what makes pods: pod specs interned by content, and the objects that hold them.
import type { CredentialText } from './credential.ts';
import type { ObjectFact, StringMap } from './object.ts';
import type { NamedHost, TransitSignal } from './transit.ts';

/** How a pod spec refers to a Secret. */
export type SecretReferenceWay =
  | 'env'
  | 'envFrom'
  | 'volume'
  | 'projected'
  | 'imagePullSecret'
  | 'csi'
  | 'azureFile'
  | 'cephfs'
  | 'cinder'
  | 'flexVolume'
  | 'rbd'
  | 'scaleIO'
  | 'iscsi'
  | 'storageos';

export interface SecretReference {
  readonly name: string;
  readonly way: SecretReferenceWay;
  readonly optional: boolean;
  /** Keys taken; empty means all. */
  readonly keys: readonly string[];
  /** True when the value is visible inside a container (env, or a volume that some container mounts); false when only the kubelet uses it. */
  readonly visible: boolean;
  /** Pointer relative to the pod spec. */
  readonly pointer: string;
  /** Of `envFrom`: what stands before each key in the variable's name. Absent where nothing does. */
  readonly prefix?: string;
}

export interface NamedReference {
  readonly name: string;
  readonly pointer: string;
}

export interface ConfigMapReference extends NamedReference {
  readonly way: 'env' | 'envFrom' | 'volume' | 'projected';
  /** Keys taken; absent means all. */
  readonly keys?: readonly string[];
  /** A volume that no container mounts shows nothing. */
  readonly hidden?: true;
}

export interface TokenProjection {
  readonly audience: string;
  /** Seconds; 3600 when absent. */
  readonly expirationSeconds: number;
  readonly mounted: boolean;
  readonly pointer: string;
}

export interface VolumeMount {
  readonly volume: string;
  readonly mountPath: string;
  readonly subPath: string;
  readonly readOnly: boolean;
  readonly pointer: string;
}

/** User fields of a `securityContext` as written there, before the pod's values are inherited. */
export interface WrittenSecurityContext {
  readonly runAsUser?: number;
  readonly runAsNonRoot?: boolean;
}

/** A port that a variable has the program listen on. */
export interface ListenerFact {
  readonly port: number;
  readonly says: 'plain' | 'tls';
  /** Name of the variable, and its word. */
  readonly setting: string;
  /** Relative to the pod spec. */
  readonly pointer: string;
}

export interface Container {
  readonly name: string;
  readonly type: 'init' | 'regular' | 'ephemeral';
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly privileged: boolean;
  /** Absent: what the image says. Container value, else the pod's. */
  readonly runAsUser?: number;
  readonly runAsNonRoot?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly capabilitiesAdd: readonly string[];
  readonly capabilitiesDrop: readonly string[];
  readonly procMount: string;
  readonly seccomp: string;
  readonly hostProcess: boolean;
  /** Present when the container itself has a `securityContext`: its own values, where the fields above hold the effective ones. */
  readonly securityContext?: WrittenSecurityContext;
  readonly stdin: boolean;
  readonly tty: boolean;
  /** Ports by which policies and Services may name them; absent when there are none, and of an init container that ends. */
  readonly ports?: readonly { readonly name: string; readonly port: number; readonly protocol: string }[];
  /** Probes by HTTP or gRPC, which the program answers in clear unless `tls` is there; absent where there are none. */
  readonly probes?: readonly { readonly port: number | string; readonly tls?: true; readonly field: string }[];
  /** By its variables; absent where none says anything. */
  readonly listeners?: readonly ListenerFact[];
  readonly hostPorts: readonly { readonly port: number; readonly pointer: string }[];
  readonly mounts: readonly VolumeMount[];
  readonly volumeDevices: readonly { readonly volume: string; readonly devicePath: string }[];
  /** `literal`: the value stands in the spec itself. `endpoint`: `scheme://host:port` of a literal value that is a URL without userinfo; nothing else of a value is kept. */
  readonly env: readonly {
    readonly name: string;
    readonly pointer: string;
    readonly literal?: true;
    readonly endpoint?: string;
  }[];
  readonly pointer: string;
}

export interface Volume {
  readonly name: string;
  /** The volume source's field name: `secret`, `hostPath`, `persistentVolumeClaim`, … */
  readonly type: string;
  readonly pointer: string;
  /** Path of a `hostPath`. */
  readonly hostPath?: string;
  /** Reference of an `image` volume. */
  readonly image?: string;
  /** Claim of a `persistentVolumeClaim`. */
  readonly claim?: string;
  /** Name of the object a `secret` or `configMap` volume shows. */
  readonly object?: string;
  /** `defaultMode` as written. */
  readonly defaultMode?: number;
  /** Modes written for single items of a `secret` volume. */
  readonly itemModes?: readonly { readonly mode: number; readonly pointer: string }[];
  readonly readOnly?: boolean;
  /** `medium` of an `emptyDir`. */
  readonly medium?: string;
  readonly nfs?: { readonly server: string; readonly path: string };
  /** `chapAuthSession` of an `iscsi` volume. */
  readonly chapAuthSession?: boolean;
  /** Driver of a `csi` or `flexVolume`. */
  readonly driver?: string;
  /** `volumeAttributes` of a `csi` volume. */
  readonly attributes?: StringMap;
}

/** Whom a pod asks for names, where it is not the cluster alone. https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy */
export interface PodDns {
  /** `dnsPolicy` as written; absent: `ClusterFirst`. */
  readonly policy?: string;
  /** Addresses of `dnsConfig.nameservers`. Absent where it has none. */
  readonly nameservers?: readonly string[];
}

/** A pod spec, interned by content: 100,000 pods of 3,000 templates hold 3,000 of these. Pointers are relative to the spec. */
export interface PodSpec {
  readonly serviceAccount: string;
  readonly automountToken?: boolean;
  readonly hostNetwork: boolean;
  readonly hostPID: boolean;
  readonly hostIPC: boolean;
  readonly hostUsers: boolean;
  readonly shareProcessNamespace: boolean;
  readonly runtimeClass: string;
  /** Present when the pod has a `securityContext`. */
  readonly securityContext?: WrittenSecurityContext;
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
  readonly secrets: readonly SecretReference[];
  readonly configMaps: readonly ConfigMapReference[];
  readonly claims: readonly NamedReference[];
  readonly tokens: readonly TokenProjection[];
  /** Fields that stand where no such field exists (`securityContext.privileged` on a pod): the API server drops them. */
  readonly misplaced: readonly string[];
  /** Credentials in plain text: literal environment, commands, probes. Absent where there are none. */
  readonly credentials?: readonly CredentialText[];
  /** What literals say of connections. Absent where they say nothing. */
  readonly signals?: readonly TransitSignal[];
  /** Hosts that variables name. Absent where none does. */
  readonly hosts?: readonly NamedHost[];
  /** Absent: the pod asks the cluster alone. */
  readonly dns?: PodDns;
}

/** A pod, or an object whose controller makes pods from a pod spec inside it. */
export interface WorkloadFact extends ObjectFact {
  readonly kind: 'workload';
  /** Index into `Facts.podSpecs`. */
  readonly spec: number;
  /** Pointer from the object to the pod spec, for example `/spec/template/spec`. */
  readonly specPointer: string;
  /** True for a Pod, false for a template. */
  readonly isPod: boolean;
  /** Node of a bound pod; empty when not bound or not a pod. */
  readonly node: string;
  /** `status.phase` of a pod; empty when unknown. */
  readonly phase: string;
  /** `status.podIPs` of a pod; absent when it has none. */
  readonly addresses?: readonly string[];
  /** `imageID` in the status of a pod's containers, by their names; absent where it has none. */
  readonly imageIds?: StringMap;
  /** The controlling owner, as written; absent for a root. */
  readonly owner?: { readonly kind: string; readonly group: string; readonly name: string };
  /** A static pod's mirror (`kubernetes.io/config.mirror`): it gives the node authorizer no references. */
  readonly mirror: boolean;
  /** Labels of the object. */
  readonly labels: StringMap;
  /** Labels of the pod (template), which Services and policies select by. */
  readonly podLabels?: StringMap;
  /** Pointers, relative to the pod spec, of fields that stand under a key that is repeated: the later one counts, and lacks them. */
  readonly overridden?: readonly string[];
  /** Annotations of the pod (template), which injectors read. */
  readonly podAnnotations: StringMap;
  /** Annotations of a controller's pod that are credentials by their names; absent where there are none. */
  readonly annotationCredentials?: readonly CredentialText[];
}
