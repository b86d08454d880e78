// Facts about meshes: what servers accept, what clients send, and the settings of the whole mesh or network.
import type { LabelSelector, ObjectFact, StringMap } from './object.ts';

/** `UNSET` also where nothing is written: the wider scope decides. */
export type MtlsMode = 'UNSET' | 'DISABLE' | 'PERMISSIVE' | 'STRICT';

/** https://istio.io/latest/docs/reference/config/security/peer_authentication/ */
export interface PeerAuthenticationFact extends ObjectFact {
  readonly kind: 'peerAuthentication';
  /** Labels of the pods; empty: the namespace, or the mesh in its root namespace. */
  readonly selector: StringMap;
  readonly mode: MtlsMode;
  /** By the container's port. */
  readonly ports: readonly { readonly port: number; readonly mode: MtlsMode; readonly pointer: string }[];
  /** `creationTimestamp`; empty in a file. The oldest of one scope counts. */
  readonly created: string;
}

/** https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings */
export interface ClientTls {
  /** `DISABLE`, `SIMPLE`, `MUTUAL`, `ISTIO_MUTUAL`; as written where it is none of these. */
  readonly mode: string;
  /** It names a CA, a credential or subject names. */
  readonly verifies: boolean;
  readonly skipsVerify: boolean;
  /** `credentialName`. */
  readonly credential: boolean;
}

export interface ClientPolicy {
  /** Empty: the whole host. */
  readonly subset: string;
  /** 0: every port without a policy of its own. A Service's port. */
  readonly port: number;
  /** Absent: the mesh decides. A port's policy inherits nothing. */
  readonly tls?: ClientTls;
  readonly pointer: string;
}

export interface DestinationRuleFact extends ObjectFact {
  readonly kind: 'destinationRule';
  readonly host: string;
  readonly workloadSelector: StringMap;
  readonly exportTo: readonly string[];
  readonly policies: readonly ClientPolicy[];
  readonly created: string;
}

/** Where a client's proxy leads requests for a host. https://istio.io/latest/docs/reference/config/networking/virtual-service/ */
export interface VirtualServiceFact extends ObjectFact {
  readonly kind: 'virtualService';
  readonly hosts: readonly string[];
  readonly exportTo: readonly string[];
  /** False where it is for gateways alone. */
  readonly forSidecars: boolean;
  /** Of its routes, with mirrors; `port` 0 where none is said. */
  readonly destinations: readonly {
    readonly host: string;
    readonly port: number;
    readonly subset: string;
    readonly pointer: string;
  }[];
}

/** Istio's Sidecar: what the proxy captures. https://istio.io/latest/docs/reference/config/networking/sidecar/ */
export interface IstioSidecarFact extends ObjectFact {
  readonly kind: 'istioSidecar';
  readonly selector: StringMap;
  /** Ports of ingress listeners with `captureMode: NONE`. */
  readonly uncapturedPorts: readonly number[];
  /** Some egress listener has `captureMode: NONE`. */
  readonly leavesUncaptured: boolean;
}

/** Settings of a mesh or network plugin from its ConfigMap, by their own names. */
export interface MeshSettingsFact extends ObjectFact {
  readonly kind: 'meshSettings';
  readonly system: 'istio' | 'linkerd' | 'cilium';
  readonly settings: StringMap;
}

/** Linkerd's Server. https://linkerd.io/2/reference/authorization-policy/#server */
export interface LinkerdServerFact extends ObjectFact {
  readonly kind: 'linkerdServer';
  readonly podSelector: LabelSelector;
  readonly port: number | string;
  /** Empty: `deny`. */
  readonly accessPolicy: string;
}

/** Whom a Server, or all of a namespace, takes: an AuthorizationPolicy or ServerAuthorization. */
export interface LinkerdGrantFact extends ObjectFact {
  readonly kind: 'linkerdGrant';
  /** Name of a Server of the namespace; empty with `labels`: those Servers; empty without: the namespace. */
  readonly server: string;
  readonly labels?: LabelSelector;
  /** A client without a mesh identity is taken, from some network at least. */
  readonly takesUnmeshed: boolean;
}
