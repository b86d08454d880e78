// Rules of Cilium, Calico and the tiers that look as if they decided, and are never asked or always overruled.
import { DIRECTIONS } from '../facts/network.ts';
import { objectId } from '../facts/object-id.ts';
import type { ObjectFact } from '../facts/object.ts';
import { selectedBy } from '../reach/selected-by.ts';
import { MOST_COMPARED, shadowedInCalico, shadowedInCilium, shadowedInTiers } from './asked-before.ts';
import type { Check } from './check.ts';
import { documents } from './example-manifests.ts';

const pod = `apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
spec: {containers: [{name: c, image: c}]}
`;
const cilium = (allow: string, deny: string): string => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  endpointSelector: {matchLabels: {app: db}}
  ingress: [{fromEndpoints: [{matchLabels: {app: ${allow}}}]}]
  ingressDeny: [{fromEndpoints: [{matchLabels: {app: ${deny}}}]}]
`;
const calico = (
  name: string,
  order: number,
  rules: string,
  selector = 'all()',
): string => `apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: ${name}}
spec:
  order: ${order}
  selector: ${selector}
  types: [Ingress]
  ingress: [${rules}]
`;
const admin = (
  name: string,
  priority: number,
  action: string,
  from = 'namespaces: {}',
): string => `apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: {name: ${name}}
spec:
  tier: Admin
  priority: ${priority}
  subject: {namespaces: {}}
  ingress: [{action: ${action}, from: [{${from}}]}]
`;
const DENIES = "{action: Deny, source: {selector: app == 'x'}}";
const first = calico('first', 10, '{action: Allow}');
const allow = admin('allow', 10, 'Accept');

export const otherPolicyShadowed: Check = {
  id: 'other-policy-shadowed',
  title: 'A rule of Cilium, Calico or a tier never decides',
  why: 'Calico’s policies and those of tiers are asked in order, and the first rule that matches ends the search; in Cilium what is denied stays denied. A rule behind one that matches all it does has no effect: what it was to refuse is allowed, or the other way round.',
  severity: 'medium',
  maps: {
    cis: ['5.3.2'],
    nsa: ['Network separation and hardening'],
    attack: ['T1210'],
    stride: ['information disclosure'],
    owasp: ['K07'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    'https://docs.cilium.io/en/stable/security/policy/language/#deny-policies',
    'https://docs.tigera.io/calico/latest/reference/resources/globalnetworkpolicy',
    'https://network-policy-api.sigs.k8s.io/api-overview/',
  ],
  *find(facts) {
    const selected = selectedBy(facts);
    const sizes = new Map<ObjectFact, number>(selected.map(({ policy, pods }) => [policy, pods]));
    const policies = selected.map(({ policy }) => policy);
    if (policies.length > MOST_COMPARED) {
      yield {
        result: 'unknown',
        object: policies[0] as ObjectFact,
        message: `More than ${MOST_COMPARED} policies of Cilium, Calico and tiers: whether some of their rules never decide was not looked at.`,
        fix: { summary: 'Write fewer policies, or judge a part of them.' },
      };
      return;
    }
    for (const direction of DIRECTIONS) {
      const shadows = [
        ...shadowedInTiers(
          policies.filter((policy) => policy.kind === 'tierPolicy'),
          direction,
        ),
        ...shadowedInCalico(
          policies.filter((policy) => policy.kind === 'calicoPolicy'),
          direction,
        ),
        ...shadowedInCilium(
          policies.filter((policy) => policy.kind === 'ciliumPolicy'),
          direction,
        ),
      ];
      for (const { policy, pointer, by, byPointer } of shadows)
        yield {
          result: 'fail',
          object: policy,
          pointer,
          message: `The rule never decides, for any of the ${sizes.get(policy) ?? 0} pods that the policy selects: ${objectId(by)} ${byPointer} does so before it.`,
          fix: { summary: 'Put the rule before the other, or narrow the other; else take it away.' },
        };
    }
  },
  examples: {
    exposed: [
      { name: 'Cilium: the same pods are denied', manifests: documents(pod, cilium('web', 'web')) },
      { name: 'Calico: behind a rule for all', manifests: documents(pod, first, calico('second', 20, DENIES)) },
      { name: 'Calico: in one policy', manifests: documents(pod, calico('one', 20, `{action: Allow}, ${DENIES}`)) },
      { name: 'a tier: a lower priority', manifests: documents(pod, allow, admin('deny', 20, 'Deny')) },
      {
        name: 'a tier: a part of the pods',
        manifests: documents(pod, allow, admin('deny', 20, 'Deny', 'namespaces: {matchLabels: {a: b}}')),
      },
    ],
    safe: [
      { name: 'Cilium: other pods are denied', manifests: documents(pod, cilium('web', 'api')) },
      { name: 'Calico: asked before it', manifests: documents(pod, first, calico('second', 5, DENIES)) },
      {
        name: 'Calico: the other is for other pods',
        manifests: documents(pod, calico('first', 10, '{action: Allow}', "app == 'web'"), calico('second', 20, DENIES)),
      },
      {
        name: 'Calico: in one policy, in order',
        manifests: documents(pod, calico('one', 20, `${DENIES}, {action: Allow}`)),
      },
      {
        name: 'a tier: a higher priority, for some',
        manifests: documents(pod, allow, admin('deny', 5, 'Deny', 'namespaces: {matchLabels: {a: b}}')),
      },
      {
        name: 'a tier: other peers',
        manifests: documents(
          pod,
          admin('allow', 10, 'Accept', 'namespaces: {matchLabels: {a: b}}'),
          admin('deny', 20, 'Deny'),
        ),
      },
    ],
  },
};
