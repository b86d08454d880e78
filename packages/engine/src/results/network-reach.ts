// The shapes of the network half of `reach`.

/** A connection that is allowed, or left open; `can-connect` asked the same says why. */
export interface Connection {
  readonly from: string;
  readonly to: string;
  readonly port: number | string;
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly verdict: 'allow' | 'undefined';
}

export interface NetworkReach {
  /** Who enforces policies, if it is known. */
  readonly enforcer: string;
  readonly connections: readonly Connection[];
}
