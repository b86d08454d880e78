// How Cilium's policies are written in a snapshot.
import type { CiliumPeer, CiliumPolicyFact, CiliumRule, CiliumSpec } from '../facts/cilium-policy.ts';
import type { PolicyBlock } from '../facts/network.ts';
import { selector } from './access-codecs.ts';
import { flag, listOf, oneOf, optional, record, text } from './codec.ts';
import { object } from './object-codec.ts';
import type { References } from './object-codec.ts';
import { block, faults, ports } from './policy-codecs.ts';

const peer = record<CiliumPeer>({
  selector: optional(selector),
  entity: optional(text),
  block: optional<PolicyBlock>(block),
  unjudged: optional(text),
  pointer: text,
});
const rule = record<CiliumRule>({
  action: oneOf('allow', 'deny'),
  peers: optional(listOf(peer)),
  ports: optional(ports),
  conditions: listOf(text),
  requires: optional(oneOf(true)),
  pointer: text,
});
const spec = record<CiliumSpec>({
  endpoints: optional(selector),
  nodes: optional(selector),
  ingress: listOf(rule),
  egress: listOf(rule),
  defaultDeny: record<CiliumSpec['defaultDeny']>({ ingress: flag, egress: flag }),
  pointer: text,
});

export function ciliumCodecs(references: References) {
  return {
    ciliumPolicies: record<CiliumPolicyFact>({
      ...object(references),
      kind: oneOf('ciliumPolicy'),
      specs: listOf(spec),
      faults,
    }),
  };
}
