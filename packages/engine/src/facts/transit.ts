// Facts about data on its way: what a setting says of a connection, and where traffic from outside comes in.
import type { ObjectFact, StringMap } from './object.ts';

/**
 * `plain`: nothing is encrypted. `optional`: only if the server wants it, so that whoever stands between can say no for it.
 * `unverified`: encrypted, to whoever answers. `tls`: encrypted, and the peer is verified unless another setting says otherwise.
 */
export type Protection = 'plain' | 'optional' | 'unverified' | 'tls';

/** What one literal says of a connection. No part of a value is kept but scheme, host, port and the setting's own word. */
export interface TransitSignal {
  /** As its program writes it: `redis://`, `sslmode=disable`, `NODE_TLS_REJECT_UNAUTHORIZED=0`. */
  readonly setting: string;
  readonly says: Protection;
  /** Small letters; absent where the text names none, or none that could be told from a password. */
  readonly host?: string;
  readonly port?: number;
  /** A password, or a reference to one, stands beside the host. */
  readonly credential?: true;
  /** A login by the protocol's own means: a database, a queue, a directory. */
  readonly login?: true;
  /** What a reader would call the text: the variable, the key of the ConfigMap, `args`. */
  readonly name: string;
  /** RFC 6901, from what holds it: a pod spec or an object. */
  readonly pointer: string;
}

/** An Ingress. https://kubernetes.io/docs/concepts/services-networking/ingress/ */
export interface IngressFact extends ObjectFact {
  readonly kind: 'ingress';
  /** `ingressClassName`, or the annotation before it; empty: the cluster's default. */
  readonly class: string;
  readonly annotations: StringMap;
  readonly tls: readonly { readonly hosts: readonly string[]; readonly secret: string; readonly pointer: string }[];
  /** One for each path; the default backend has neither host nor path. */
  readonly rules: readonly IngressRule[];
}

export interface IngressRule {
  /** Empty: every host that no other rule names. */
  readonly host: string;
  readonly path: string;
  readonly service: string;
  /** Empty where the backend is no Service. */
  readonly port: number | string;
  readonly pointer: string;
}

/** A Gateway of the Gateway API, or of Istio. */
export interface GatewayFact extends ObjectFact {
  readonly kind: 'gateway';
  readonly listeners: readonly GatewayListener[];
}

export interface GatewayListener {
  readonly name: string;
  readonly port: number;
  /** As written: `HTTP`, `HTTPS`, `TLS`, `TCP`, …; small letters count in Istio too. */
  readonly protocol: string;
  /** Empty: every host. */
  readonly hosts: readonly string[];
  /** `Terminate`, `Passthrough`; of Istio `SIMPLE`, `MUTUAL`, …; empty where none is written. */
  readonly tlsMode: string;
  /** `allowedRoutes.namespaces.from`: `Same` where nothing is written; empty for Istio's. */
  readonly routesFrom: string;
  /** Istio's `httpsRedirect`. */
  readonly redirects?: true;
  readonly pointer: string;
}

/** A route of the Gateway API. https://gateway-api.sigs.k8s.io/api-types/httproute/ */
export interface RouteFact extends ObjectFact {
  readonly kind: 'route';
  readonly parents: readonly RouteParent[];
  readonly hosts: readonly string[];
  readonly rules: readonly {
    readonly paths: readonly string[];
    /** A filter sends the client to `https`. */
    readonly redirects?: true;
    readonly backends: readonly {
      readonly namespace: string;
      readonly name: string;
      readonly port: number;
    }[];
    readonly pointer: string;
  }[];
}

export interface RouteParent {
  readonly namespace: string;
  readonly name: string;
  /** Name of a listener; empty: each. */
  readonly section: string;
  /** 0: each. */
  readonly port: number;
}
