// The shapes of what `can-connect` is asked and answers.
import type { Evidence } from './contract.ts';

export interface ConnectRequest {
  /** Id of a pod, workload, service, node, address (`ip:ADDR`) or network. */
  readonly from: string;
  readonly to: string;
  /** A name is a Service's port or a container's. */
  readonly port: number | string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
}

export interface ConnectReason {
  readonly text: string;
  readonly evidence: readonly Evidence[];
}

export interface ConnectAnswer {
  readonly request: ConnectRequest;
  /** `undefined`: the specification, or what is not in the input, leaves it open; `because` says what. */
  readonly verdict: 'allow' | 'deny' | 'undefined';
  /** First who enforces policies, then what decides. */
  readonly because: readonly ConnectReason[];
  /** How it is encrypted on its way; absent where nothing passes, and for ends that are many. */
  readonly transit?: ConnectTransitAnswer;
  /** Whether policies of authorization of the mesh take what the network lets through; absent where none has a say. */
  readonly mesh?: ConnectMeshAnswer;
}

export interface ConnectMeshAnswer {
  /** `undefined`: the request decides, an extension, or what is not in the input. */
  readonly verdict: 'admitted' | 'refused' | 'undefined';
  readonly basis: readonly ConnectReason[];
}

export interface ConnectTransitAnswer {
  /** `refused`: one end insists on what the other does not do. `unknown`: the objects do not tell; `basis` says what is missing. */
  readonly state: 'mtls' | 'tls' | 'link-encrypted' | 'plain' | 'refused' | 'unknown';
  readonly basis: readonly ConnectReason[];
}

/** An endpoint that the input does not have. */
export interface ConnectUnknown {
  readonly request: ConnectRequest;
  readonly error: string;
}

/** A request that could not be read. `line` is its 1-based line in the requests. */
export interface ConnectError {
  readonly line: number;
  readonly error: string;
}

/** Answers in input order; printed one a line. */
export interface CanConnectResult {
  readonly schema: 'watertight/v1';
  readonly kind: 'can-connect';
  readonly answers: Iterable<ConnectAnswer | ConnectUnknown | ConnectError>;
}
