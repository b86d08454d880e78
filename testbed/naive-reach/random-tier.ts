// Random policies of the tiers around NetworkPolicies, of both versions, with peers that nobody knows.
import * as fc from 'fast-check';
import { few, labels, namespaceSelector, pick, protocol, selector, VALID } from './random-policy.ts';
import type { RawObject, RawTierPeer, RawTierRule } from './raw.ts';

/** Peers and subjects of tiers. */
const pods = fc.record({ namespaceSelector, podSelector: selector }, { requiredKeys: ['podSelector'] });
const subject = fc.oneof(
  { weight: 3, arbitrary: namespaceSelector.map((namespaces) => ({ namespaces })) },
  { weight: 3, arbitrary: pods.map((one) => ({ pods: one })) },
) as fc.Arbitrary<RawTierPeer>;
const tierPeer = fc.oneof(
  { weight: 8, arbitrary: subject },
  { weight: 4, arbitrary: few(pick(...VALID), 2, 1).map((networks) => ({ networks })) },
  { weight: 2, arbitrary: labels.map((matchLabels) => ({ nodes: { matchLabels } })) },
  { weight: 1, arbitrary: pick<RawTierPeer>({ domainNames: ['a.example'] }, { services: {} }) },
) as fc.Arbitrary<RawTierPeer>;
const range = fc.record({ start: pick(1, 80), end: pick(80, 90) });
const spoken = pick('tcp', 'udp', 'sctp').chain((one) =>
  fc
    .oneof(
      pick(80, 81).map((number) => ({ destinationPort: { number } })),
      range.map((own) => ({ destinationPort: { range: own } })),
      fc.constant({}),
    )
    .map((own) => ({ [one]: own })),
);
const protocols = few(fc.oneof(spoken, spoken, fc.constant({ destinationNamedPort: 'http' })), 2, 1);
const oldPort = fc.oneof(
  fc.record({ protocol, port: pick(80, 81) }).map((portNumber) => ({ portNumber })),
  fc.tuple(range, protocol).map(([own, one]) => ({ portRange: { ...own, protocol: one } })),
  fc.constant({ namedPort: 'http' }),
);

function tierRule(side: 'from' | 'to', isOld: boolean): fc.Arbitrary<RawTierRule> {
  const where: Record<string, fc.Arbitrary<unknown>> = isOld ? { ports: few(oldPort, 2, 1) } : { protocols };
  return fc.record(
    { action: pick(isOld ? 'Allow' : 'Accept', 'Deny', 'Deny', 'Pass'), [side]: few(tierPeer, 2, 1), ...where },
    { requiredKeys: ['action', side as never] },
  ) as fc.Arbitrary<unknown> as fc.Arbitrary<RawTierRule>;
}

const KINDS = ['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy', 'ClusterNetworkPolicy'];
export const tierPolicy: fc.Arbitrary<RawObject> = pick(...KINDS).chain((kind) => {
  const isOld = kind !== 'ClusterNetworkPolicy';
  return fc
    .record({
      name: fc.uuid(),
      spec: fc.record({
        subject,
        tier: pick('Admin', 'Admin', 'Baseline'),
        priority: kind.startsWith('Baseline') ? fc.constant(0) : pick(1, 2, 3, 4),
        ingress: few(tierRule('from', isOld), 2),
        egress: few(tierRule('to', isOld), 2),
      }),
    })
    .map(({ name, spec }) => ({
      apiVersion: `policy.networking.k8s.io/${isOld ? 'v1alpha1' : 'v1alpha2'}`,
      kind,
      metadata: { name },
      spec: spec as never,
    }));
});
