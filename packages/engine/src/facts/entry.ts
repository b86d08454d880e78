// Facts about the ways into a cluster: Ingresses and routes, Gateways, their classes, and endpoints that somebody wrote.
import type { LabelSelector, ObjectFact } from './object.ts';

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

/** An Ingress, or an HTTPRoute, GRPCRoute, TLSRoute, TCPRoute or UDPRoute of the Gateway API. */
export interface EntryFact extends ObjectFact {
  readonly kind: 'entry';
  /** Of an Ingress: its class, by field or by annotation; empty where it takes the default. */
  readonly className: string;
  /** Of a route; empty for an Ingress. */
  readonly parents: readonly EntryParent[];
  readonly backends: readonly EntryBackend[];
}

/** A Gateway of the Gateway API. */
export interface GatewayFact extends ObjectFact {
  readonly kind: 'gateway';
  readonly className: string;
  readonly listeners: readonly {
    readonly name: string;
    readonly port: number;
    /** As written: `HTTP`, `HTTPS`, `TLS`, `TCP`, `UDP`. */
    readonly protocol: string;
    /** Whose routes may attach. */
    readonly routesFrom: 'Same' | 'All' | 'Selector' | 'None';
    /** Of `Selector`. */
    readonly namespaces?: LabelSelector;
    readonly pointer: string;
  }[];
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
