// What the checks of NetworkPolicies share: how a rule that was meant is written as a patch, and how a surplus is said.
import type { Direction, NetworkPolicyFact, PolicyPeer, PolicyPort, PolicyRule } from '../facts/network.ts';
import type { LabelSelector } from '../facts/object.ts';
import type { Reopened } from '../reach/reopened.ts';
import type { Flow, Surplus } from '../reach/surplus.ts';

/** The words for the lists of a direction. */
export const PEERS_FIELD = { ingress: 'from', egress: 'to' } as const;

export function selectorJson({ matchLabels, matchExpressions }: LabelSelector): object {
  return {
    ...(matchLabels.size > 0 && { matchLabels: Object.fromEntries(matchLabels) }),
    ...(matchExpressions.length > 0 && {
      matchExpressions: matchExpressions.map(({ key, operator, values }) =>
        values.length > 0 ? { key, operator, values } : { key, operator },
      ),
    }),
  };
}

export function peerJson({ podSelector, namespaceSelector, ipBlock }: PolicyPeer): object {
  return {
    ...(namespaceSelector !== undefined && { namespaceSelector: selectorJson(namespaceSelector) }),
    ...(podSelector !== undefined && { podSelector: selectorJson(podSelector) }),
    ...(ipBlock !== undefined && {
      ipBlock: { cidr: ipBlock.cidr, ...(ipBlock.except.length > 0 && { except: ipBlock.except }) },
    }),
  };
}

function portJson({ protocol, port, endPort }: PolicyPort): object {
  return { protocol, ...(port !== undefined && { port }), ...(endPort !== undefined && { endPort }) };
}

export function ruleJson({ peers, ports }: PolicyRule, direction: Direction): object {
  return {
    ...(peers.length > 0 && { [PEERS_FIELD[direction]]: peers.map(peerJson) }),
    ...(ports.length > 0 && { ports: ports.map(portJson) }),
  };
}

/** The policy with other rules for one direction. */
export function withRules(
  policy: NetworkPolicyFact,
  direction: Direction,
  rules: readonly PolicyRule[],
): NetworkPolicyFact {
  return { ...policy, [direction]: rules };
}

export function flowText({ from, to, port, protocol }: Flow): string {
  return `${from} → ${to} ${port}/${protocol}`;
}

export function surplusText({ witness, ends, tried }: Surplus): string {
  return `${flowText(witness)} is allowed by it, and so is more than was meant for ${ends} of ${tried} other ends that were tried`;
}

export function reachText({
  witness,
  address,
  pods,
  held,
}: Pick<Reopened, 'witness' | 'address' | 'pods' | 'held'>): string {
  const flow = flowText({ from: witness, to: `ip:${address}`, port: 80, protocol: 'TCP' });
  return `${flow} is allowed, and so it is for ${pods} of the ${held} pods that this policy holds`;
}
