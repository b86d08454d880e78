// How Calico's policies, and what they speak of, are written in a snapshot.
import type {
  CalicoEntity,
  CalicoHostFact,
  CalicoPolicyFact,
  CalicoRule,
  CalicoSetFact,
  CalicoTierFact,
} from '../facts/calico-policy.ts';
import { listOf, oneOf, optional, record, stringMap, text } from './codec.ts';
import { object } from './object-codec.ts';
import type { References } from './object-codec.ts';
import { faults, ports } from './policy-codecs.ts';

const texts = listOf(text);
const entity = record<CalicoEntity>({
  nets: optional(texts),
  notNets: optional(texts),
  selector: optional(text),
  notSelector: optional(text),
  namespaceSelector: optional(text),
  accounts: optional(record<NonNullable<CalicoEntity['accounts']>>({ names: texts, selector: text })),
  ports: optional(ports),
  notPorts: optional(ports),
  services: optional(oneOf(true)),
});
const rules = listOf(
  record<CalicoRule>({
    action: oneOf('allow', 'deny', 'log', 'pass'),
    protocol: optional(text),
    notProtocol: optional(text),
    ipVersion: optional(oneOf('4', '6')),
    icmp: optional(oneOf(true)),
    http: optional(oneOf(true)),
    source: entity,
    destination: entity,
    pointer: text,
  }),
);
const directions = listOf(oneOf('ingress', 'egress'));

export function calicoCodecs(references: References) {
  const base = object(references);
  return {
    calicoPolicies: record<CalicoPolicyFact>({
      ...base,
      kind: oneOf('calicoPolicy'),
      tier: text,
      order: text,
      selector: text,
      namespaceSelector: text,
      serviceAccountSelector: text,
      types: directions,
      openTypes: optional(directions),
      hostsOnly: optional(oneOf(true)),
      applyOnForward: optional(oneOf(true)),
      ingress: rules,
      egress: rules,
      faults,
    }),
    calicoTiers: record<CalicoTierFact>({
      ...base,
      kind: oneOf('calicoTier'),
      order: text,
      defaultAction: oneOf('deny', 'pass'),
    }),
    calicoSets: record<CalicoSetFact>({ ...base, kind: oneOf('calicoSet'), labels: stringMap, nets: texts }),
    calicoHosts: record<CalicoHostFact>({ ...base, kind: oneOf('calicoHost'), node: text }),
  };
}
