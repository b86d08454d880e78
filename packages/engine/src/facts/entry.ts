// Facts about the ways into a cluster: Ingresses and routes, Gateways, their classes, and endpoints that somebody wrote.
import type { LabelSelector, ObjectFact, StringMap } from './object.ts';

/** A Service that requests are sent on to. */
export interface EntryBackend {
  readonly namespace: string;
  readonly service: string;
  /** Number or name of the Service's port; absent where none is said. */
  readonly port?: number | string;
  readonly pointer: string;
}

/** A Gateway that a route attaches to. */
export interface EntryParent {
  readonly namespace: string;
  readonly name: string;
  /** A listener's name; absent: any. */
  readonly section?: string;
  /** A listener's port; absent: any. */
  readonly port?: number;
  readonly pointer: string;
}

/** A path of an Ingress, its default backend, or a rule of a route. */
export interface EntryRule {
  /** Of an Ingress; empty: every host that no other rule names. */
  readonly host: string;
  /** Empty: each. */
  readonly paths: readonly string[];
  /** A filter sends the client to `https`. */
  readonly redirects?: true;
  /** Services alone, mirrors among them. */
  readonly backends: readonly EntryBackend[];
  readonly pointer: string;
}

/**
 * An Ingress, or an HTTPRoute, GRPCRoute, TLSRoute, TCPRoute or UDPRoute of the Gateway API.
 * https://kubernetes.io/docs/concepts/services-networking/ingress/ https://gateway-api.sigs.k8s.io/api-types/httproute/
 */
export interface EntryFact extends ObjectFact {
  readonly kind: 'entry';
  /** Of an Ingress: its class, by annotation or by field; empty where it takes the default. */
  readonly className: string;
  /** Controllers of Ingresses take their settings from them. */
  readonly annotations: StringMap;
  /** Of an Ingress. */
  readonly tls: readonly { readonly hosts: readonly string[]; readonly secret: string; readonly pointer: string }[];
  /** Of a route; empty for an Ingress. */
  readonly parents: readonly EntryParent[];
  /** Of a route; empty: every host of its listeners. */
  readonly hosts: readonly string[];
  readonly rules: readonly EntryRule[];
}

export interface GatewayListener {
  readonly name: string;
  readonly port: number;
  /** As written: `HTTP`, `HTTPS`, `TLS`, `TCP`, `UDP`; small letters count in Istio too. */
  readonly protocol: string;
  /** Empty: every host. */
  readonly hosts: readonly string[];
  /** `Terminate`, `Passthrough`; of Istio `SIMPLE`, `MUTUAL`, …; empty where none is written. */
  readonly tlsMode: string;
  /** Whose routes may attach; none of the Gateway API does to one of Istio. */
  readonly routesFrom: 'Same' | 'All' | 'Selector' | 'None';
  /** Of `Selector`. */
  readonly namespaces?: LabelSelector;
  /** Secrets of `certificateRefs`; absent where there are none, and for Istio's. */
  readonly certificates?: readonly { readonly namespace: string; readonly name: string; readonly pointer: string }[];
  /** Istio's `httpsRedirect`. */
  readonly redirects?: true;
  readonly pointer: string;
}

/** A Gateway of the Gateway API, or of Istio. */
export interface GatewayFact extends ObjectFact {
  readonly kind: 'gateway';
  /** Empty for Istio's. */
  readonly className: string;
  /** `istio.io/waypoint-for`; absent where it is not written. */
  readonly waypointFor?: string;
  readonly listeners: readonly GatewayListener[];
}

/**
 * TLS from a Gateway to Services of its own namespace. https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/
 */
export interface BackendTlsFact extends ObjectFact {
  readonly kind: 'backendTls';
  /** `section`: a port's name; absent: each port. */
  readonly targets: readonly { readonly service: string; readonly section?: string; readonly pointer: string }[];
  /** Objects with certificates of CAs; empty where the system's are taken. */
  readonly authorities: readonly { readonly kind: string; readonly name: string }[];
  /** `creationTimestamp`; empty in a file. The oldest of one target counts. */
  readonly created: string;
}

/** An IngressClass or a GatewayClass. */
export interface EntryClassFact extends ObjectFact {
  readonly kind: 'entryClass';
  readonly controller: string;
  /** An IngressClass that Ingresses without a class take. */
  readonly isDefault?: true;
}

/**
 * Endpoints of a Service that its selector did not give: an EndpointSlice that is not the controller's own, or Endpoints. Readiness is not
 * kept: what is not ready now may be so in a moment, and the address stays the writer's choice.
 * https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/
 */
export interface EndpointsFact extends ObjectFact {
  readonly kind: 'endpoints';
  readonly service: string;
  readonly addresses: readonly string[];
  /** By the name of the Service's port. */
  readonly ports: readonly { readonly name: string; readonly port: number; readonly protocol: string }[];
}
