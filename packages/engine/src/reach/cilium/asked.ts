// What Cilium's policies ask of pods and addresses: label keys, accounts, blocks.
import { parseBlock } from '../../facts/address.ts';
import type { AddressBlock } from '../../facts/address.ts';
import type { CiliumPolicyFact } from '../../facts/cilium-policy.ts';
import type { LabelSelector } from '../../facts/object.ts';
import type { Asked } from '../pods.ts';

const ACCOUNT = /^(?:k8s:|any:)?io\.cilium\.k8s\.policy\.serviceaccount$/;

function keysOf({ matchLabels, matchExpressions }: LabelSelector): string[] {
  return [...matchLabels.keys(), ...matchExpressions.map(({ key }) => key)];
}

export function askedByCilium(policies: readonly CiliumPolicyFact[]): Asked {
  const specs = policies.flatMap((policy) => policy.specs);
  const peers = specs.flatMap(({ ingress, egress }) => [...ingress, ...egress].flatMap((rule) => rule.peers ?? []));
  const selectors = [
    ...specs.flatMap(({ endpoints }) => endpoints ?? []),
    ...peers.flatMap(({ selector }) => selector ?? []),
  ];
  const keys = selectors.flatMap(keysOf);
  return {
    keys: keys.map((key) => key.slice(key.indexOf(':') + 1)),
    hasAccounts: keys.some((key) => ACCOUNT.test(key)),
    blocks: peers
      .flatMap(({ block }) => (block === undefined ? [] : [block.cidr, ...block.except]))
      .map(parseBlock)
      .filter((block): block is AddressBlock => block !== undefined),
  };
}
