// An edge between two ends, and what is known of its encryption.
import type { ServiceFact } from '../facts/cluster.ts';
import type { WorkloadFact } from '../facts/workload.ts';
import type { Citation } from '../reach/citation.ts';
import type { Way } from '../reach/ways.ts';

/** One connection as its client opens it. */
export interface Edge {
  /** Absent: a node, or somebody outside. */
  readonly from?: WorkloadFact;
  readonly to?: WorkloadFact;
  /** The server is a node. */
  readonly onNode?: true;
  /** The container's port. */
  readonly port: number;
  readonly protocol: string;
  /** The Service that the client names; absent: the pod's own address. */
  readonly through?: ServiceFact;
  /** Its port. */
  readonly servicePort?: number;
  /** The client serves an Ingress or a route, and this is what it hands on. */
  readonly way?: Way;
}

/**
 * `mtls`: both ends prove who they are. `tls`: encrypted from program to program. `link-encrypted`: encrypted wherever it crosses from
 * node to node. `plain`: something says that it is in clear. `refused`: nothing passes, since one end insists on what the other does
 * not do. `unknown`: the objects do not tell.
 */
export type TransitState = 'mtls' | 'tls' | 'link-encrypted' | 'plain' | 'refused' | 'unknown';

export interface Basis {
  readonly text: string;
  readonly evidence: readonly Citation[];
}

/** What one layer says. `clear`: this layer does not encrypt; another one may. */
export interface LayerVerdict {
  readonly says: 'mtls' | 'tls' | 'link-encrypted' | 'plain' | 'clear' | 'refused' | 'unknown';
  readonly basis: readonly Basis[];
}

export function says(word: LayerVerdict['says'], text: string, ...evidence: readonly Citation[]): LayerVerdict {
  return { says: word, basis: [{ text, evidence }] };
}
