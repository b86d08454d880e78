// How network policies are written in a snapshot.
import type {
  NetworkPolicyFact,
  PolicyBlock,
  PolicyFault,
  PolicyMeant,
  PolicyPeer,
  PolicyPort,
  PolicyRule,
} from '../facts/network.ts';
import type { TierPeer, TierPolicyFact, TierRule } from '../facts/tier.ts';
import { selector } from './access-codecs.ts';
import { flag, integer, listOf, oneOf, optional, portOrName, record, text } from './codec.ts';
import { object } from './object-codec.ts';
import type { References } from './object-codec.ts';

const texts = listOf(text);
export const block = record<PolicyBlock>({ cidr: text, except: texts });

export const ports = listOf(
  record<PolicyPort>({
    protocol: text,
    port: optional(portOrName),
    endPort: optional(integer),
    invalid: optional(oneOf(true)),
    pointer: text,
  }),
);
const rule = record<PolicyRule>({
  peers: listOf(
    record<PolicyPeer>({
      podSelector: optional(selector),
      namespaceSelector: optional(selector),
      ipBlock: optional(block),
      invalid: optional(oneOf(true)),
      pointer: text,
    }),
  ),
  emptyPeers: optional(oneOf(true)),
  ports,
  pointer: text,
});
export const faults = listOf(record<PolicyFault>({ pointer: text, reason: text, refused: flag }));

const tierPeer = record<TierPeer>({
  namespaceSelector: optional(selector),
  podSelector: optional(selector),
  networks: optional(texts),
  nodes: optional(selector),
  domainNames: optional(oneOf(true)),
  pointer: text,
});
const tierRule = record<TierRule>({
  action: oneOf('allow', 'deny', 'pass'),
  peers: listOf(tierPeer),
  failsClosed: optional(oneOf(true)),
  ports: optional(ports),
  pointer: text,
});

const spec = { podSelector: selector, writtenTypes: texts, ingress: listOf(rule), egress: listOf(rule) };

export function policyCodecs(references: References) {
  return {
    networkPolicies: record<NetworkPolicyFact>({
      ...object(references),
      kind: oneOf('networkPolicy'),
      ...spec,
      emptyEgress: optional(oneOf(true)),
      faults,
      meant: optional(record<PolicyMeant>(spec)),
    }),
    tierPolicies: record<TierPolicyFact>({
      ...object(references),
      kind: oneOf('tierPolicy'),
      tier: oneOf('admin', 'baseline'),
      priority: integer,
      subject: optional(tierPeer),
      ingress: listOf(tierRule),
      egress: listOf(tierRule),
      faults,
    }),
  };
}
