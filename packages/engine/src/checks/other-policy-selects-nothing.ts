// Policies of Cilium, Calico and the tiers around NetworkPolicies that select no pod.
import { objectId } from '../facts/object-id.ts';
import { runningPods } from '../reach/pods.ts';
import { selectedBy } from '../reach/selected-by.ts';
import type { OtherPolicy } from '../reach/selected-by.ts';
import type { Check } from './check.ts';
import { documents } from './example-manifests.ts';

const WHERE: Readonly<Record<OtherPolicy['kind'], string>> = {
  calicoPolicy: '/spec',
  ciliumPolicy: '/spec/endpointSelector',
  tierPolicy: '/spec/subject',
};

/** The place of the selector, where it is written. */
function pointerOf(policy: OtherPolicy): string {
  if (policy.kind === 'ciliumPolicy') return policy.specs[0]?.pointer ?? '/spec';
  return policy.kind === 'tierPolicy' && policy.subject === undefined ? '/spec' : WHERE[policy.kind];
}

const pod = (app: string): string => `apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: ${app}}}
spec: {containers: [{name: c, image: c}]}
`;
const cilium = (labels: string, namespace = 'shop'): string => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: db, namespace: ${namespace}}
spec:
  endpointSelector: {matchLabels: {${labels}}}
  ingress: [{fromEndpoints: [{matchLabels: {app: web}}]}]
`;
const calico = (selector: string): string => `apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: db}
spec:
  selector: ${selector}
  types: [Ingress]
  ingress: [{action: Deny}]
`;
const admin = (label: string): string => `apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: {name: db}
spec:
  tier: Admin
  priority: 10
  subject: {pods: {namespaceSelector: {}, podSelector: {matchLabels: {app: ${label}}}}}
  ingress: [{action: Deny, from: [{namespaces: {}}]}]
`;

export const otherPolicySelectsNothing: Check = {
  id: 'other-policy-selects-nothing',
  title: 'A policy of Cilium, Calico or a tier selects no pod',
  why: 'A policy holds only for what its selector selects. With a mistyped label or in another namespace than its pods it protects nothing, and those pods stay open.',
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
    'https://docs.cilium.io/en/stable/security/policy/intro/',
    'https://docs.tigera.io/calico/latest/reference/resources/globalnetworkpolicy',
    'https://network-policy-api.sigs.k8s.io/api-overview/',
  ],
  *find(facts) {
    const namespaces = new Set(runningPods(facts.workloads).map(({ namespace }) => namespace));
    for (const { policy, classes } of selectedBy(facts)) {
      // One that waits for pods, in a namespace or a cluster that has none yet, is no mistake.
      const isEmpty = policy.namespace === '' ? namespaces.size === 0 : !namespaces.has(policy.namespace);
      if (classes.size > 0 || isEmpty) continue;
      const where = policy.namespace === '' ? 'the cluster' : `namespace ${policy.namespace}`;
      yield {
        result: 'fail',
        object: policy,
        pointer: pointerOf(policy),
        message: `The policy protects nothing: of the pods of ${where} that are in the input, it selects none.`,
        fix: { summary: `Correct what ${objectId(policy)} selects, or take it away.` },
      };
    }
  },
  examples: {
    exposed: [
      { name: 'Cilium: a mistyped label', manifests: documents(pod('db'), cilium('app: bd')) },
      { name: 'Calico: a mistyped label', manifests: documents(pod('db'), calico("app == 'bd'")) },
      { name: 'a tier: a mistyped label', manifests: documents(pod('db'), admin('bd')) },
    ],
    safe: [
      { name: 'Cilium: it selects the pod', manifests: documents(pod('db'), cilium('app: db')) },
      { name: 'Cilium: by the label’s source', manifests: documents(pod('db'), cilium("'k8s:app': db")) },
      { name: 'Calico: it selects the pod', manifests: documents(pod('db'), calico("app == 'db'")) },
      { name: 'a tier: it selects the pod', manifests: documents(pod('db'), admin('db')) },
      { name: 'Cilium: a namespace without pods', manifests: documents(pod('db'), cilium('app: bd', 'new')) },
    ],
  },
};
