// A connection that has to stay: its two ends as policies can name them, its port, and the field that says so.
import type { ServiceFact } from '../facts/cluster.ts';
import type { Citation } from '../reach/citation.ts';
import type { Group } from './groups.ts';

/** Addresses that Cilium knows as something else, so that blocks do not match them. */
export type Entity = 'kube-apiserver' | 'nodes';

/** One end of a needed connection. */
export type NeedEnd =
  | { readonly kind: 'group'; readonly group: Group }
  /** Every pod of a namespace. */
  | { readonly kind: 'namespace'; readonly namespace: string }
  /** Every pod of the cluster. */
  | { readonly kind: 'pods' }
  /** Whoever it is, pods included: what a Service shows to the outside may come with any address. */
  | { readonly kind: 'everyone' }
  /** Addresses of hosts outside of the cluster that are known by name only. */
  | { readonly kind: 'internet' }
  /** Single addresses, or blocks of them. */
  | { readonly kind: 'blocks'; readonly id: string; readonly cidrs: readonly string[]; readonly entity?: Entity };

/** What declares a need; `observed` is seen, and not declared. */
export type NeedSource =
  | 'setting'
  | 'dns'
  | 'entry'
  | 'service'
  | 'webhook'
  | 'monitor'
  | 'api-server'
  | 'cloud-identity'
  | 'mesh'
  | 'observed';

/** A Service that the client names, and its port. */
export interface Through {
  readonly service: ServiceFact;
  readonly port: number;
}

export interface Need {
  readonly from: NeedEnd;
  readonly to: NeedEnd;
  /** The target pods' own port; a name where the pods of one group give it different numbers. */
  readonly port: number | string;
  /** What the pods give the name that `port` is. */
  readonly numbers?: readonly number[];
  readonly protocol: Protocol;
  readonly source: NeedSource;
  /** Absent: the client asks for the address itself. */
  readonly through?: Through;
  readonly text: string;
  readonly evidence: readonly Citation[];
}

export type Protocol = 'TCP' | 'UDP' | 'SCTP';

/** Something is declared that no policy can be written for, since one of its ends is not in the input. */
export interface UnknownNeed {
  /** The namespace whose pods need it. */
  readonly namespace: string;
  readonly text: string;
  readonly evidence: readonly Citation[];
}

export interface Needs {
  readonly needs: readonly Need[];
  readonly unknown: readonly UnknownNeed[];
}

export function endId(end: NeedEnd): string {
  switch (end.kind) {
    case 'group':
      return end.group.id;
    case 'namespace':
      return `namespace:${end.namespace}`;
    case 'pods':
      return 'network:pods';
    case 'everyone':
      return 'everyone';
    case 'internet':
      return 'network:internet';
    case 'blocks':
      return end.id;
  }
}

export function namespaceOfEnd(end: NeedEnd): string | undefined {
  if (end.kind === 'group') return end.group.namespace;
  return end.kind === 'namespace' ? end.namespace : undefined;
}

function needKey({ from, to, port, protocol }: Need): string {
  return `${endId(from)} ${endId(to)} ${port}/${protocol}`;
}

/** The first to declare a need counts; the others say nothing new of it. */
export function distinctNeeds(needs: readonly Need[]): Need[] {
  const seen = new Map<string, Need>();
  for (const need of needs) {
    const key = needKey(need);
    if (!seen.has(key)) seen.set(key, need);
  }
  return [...seen.values()];
}
