// What is tried: the ends of a connection, its port, and whether a policy's port is meant.
import type { Address } from '../facts/address.ts';
import type { PolicyPort, PolicyRule } from '../facts/network.ts';
import type { NamedPort } from './pods.ts';

/** One end of a connection as policies see it under one reading. */
export interface End {
  readonly kind: 'pod' | 'node' | 'outside';
  /** Class of a pod; -1 of what policies do not see as one. */
  readonly podClass: number;
  /** The node itself, or the one that the pod runs on; empty where it is not known. */
  readonly node: string;
  /** Undefined where it is not known. */
  readonly address: Address | undefined;
}

/** What of a connection is the same for every rule. */
export interface Attempt {
  readonly port: number;
  readonly protocol: string;
  /** Named ports of the destination, where it is a pod. */
  readonly named: readonly NamedPort[];
}

export function portMatches({ protocol, port, endPort, invalid }: PolicyPort, attempt: Attempt): boolean {
  if (invalid === true || protocol !== attempt.protocol) return false;
  if (port === undefined) return true;
  if (typeof port === 'number') return attempt.port >= port && attempt.port <= (endPort ?? port);
  return attempt.named.some(
    (named) => named.name === port && named.port === attempt.port && named.protocol === protocol,
  );
}

export function rulePortMatches({ ports }: Pick<PolicyRule, 'ports'>, attempt: Attempt): boolean {
  return ports.length === 0 || ports.some((port) => portMatches(port, attempt));
}
