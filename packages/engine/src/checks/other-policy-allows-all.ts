// Policies of Cilium, Calico and the tiers that say deny in their name and let everything through.
import type { CalicoPolicyFact } from '../facts/calico-policy.ts';
import type { CiliumPolicyFact, CiliumRule } from '../facts/cilium-policy.ts';
import { isEmptySelector } from '../facts/label-selector.ts';
import { DIRECTIONS } from '../facts/network.ts';
import type { Direction } from '../facts/network.ts';
import type { TierPeer, TierPolicyFact, TierRule } from '../facts/tier.ts';
import { selectedBy } from '../reach/selected-by.ts';
import type { OtherPolicy } from '../reach/selected-by.ts';
import type { Check } from './check.ts';
import { documents } from './example-manifests.ts';
import { isOpenToAll } from './open-rule.ts';
import { saysDeny } from './says-deny.ts';
import { jsonPatch } from './patch.ts';

interface Open {
  readonly pointer: string;
  readonly how: string;
  readonly direction: Direction;
}

/** A rule that refuses something before it makes the policy one that denies. */
function openInCalico(policy: CalicoPolicyFact, direction: Direction): string | undefined {
  const rules = policy[direction].filter(({ action }) => action !== 'log');
  const [first] = rules;
  return policy.types.includes(direction) && first?.action === 'allow' && isOpenToAll(first)
    ? first.pointer
    : undefined;
}

const isOpenCilium = ({ action, peers, ports, conditions }: CiliumRule): boolean =>
  action === 'allow' &&
  ports === undefined &&
  conditions.length === 0 &&
  peers?.some(({ entity }) => entity === 'all') === true;

function openInCilium({ specs }: CiliumPolicyFact, direction: Direction): string | undefined {
  for (const spec of specs) {
    if (spec[direction].some(({ action }) => action === 'deny')) continue;
    const rule = spec[direction].find(isOpenCilium);
    if (rule !== undefined) return rule.pointer;
  }
  return undefined;
}

const isEveryPod = ({ namespaceSelector, podSelector }: TierPeer): boolean =>
  namespaceSelector !== undefined &&
  isEmptySelector(namespaceSelector) &&
  (podSelector === undefined || isEmptySelector(podSelector));

const isOpenTier = ({ action, ports, failsClosed, peers }: TierRule): boolean =>
  action === 'allow' && ports === undefined && failsClosed !== true && peers.some(isEveryPod);

/** The first rule that matches decides: only one that is asked first allows everything. */
function openInTier(policy: TierPolicyFact, direction: Direction): string | undefined {
  const [first] = policy[direction];
  return first !== undefined && isOpenTier(first) ? first.pointer : undefined;
}

function openRule(policy: OtherPolicy, direction: Direction): Open | undefined {
  const found =
    policy.kind === 'calicoPolicy'
      ? openInCalico(policy, direction)
      : policy.kind === 'ciliumPolicy'
        ? openInCilium(policy, direction)
        : openInTier(policy, direction);
  if (found === undefined) return undefined;
  return { pointer: found, direction, how: policy.kind === 'tierPolicy' ? 'every pod' : 'everyone' };
}

const pod = `apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
spec: {containers: [{name: c, image: c}]}
`;
const cilium = (name: string, rule: string): string => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: {name: ${name}, namespace: shop}
spec:
  endpointSelector: {}
  ingress: [${rule}]
`;
const calico = (name: string, rule: string): string => `apiVersion: projectcalico.org/v3
kind: GlobalNetworkPolicy
metadata: {name: ${name}}
spec:
  selector: all()
  types: [Ingress]
  ingress: [${rule}]
`;
const admin = (name: string, action: string): string => `apiVersion: policy.networking.k8s.io/v1alpha2
kind: ClusterNetworkPolicy
metadata: {name: ${name}}
spec:
  tier: Admin
  priority: 10
  subject: {namespaces: {}}
  ingress: [{action: ${action}, from: [{namespaces: {}}]}]
`;

export const otherPolicyAllowsAll: Check = {
  id: 'other-policy-allows-all',
  title: 'A policy of Cilium, Calico or a tier says deny and allows everything',
  why: 'In Cilium an empty rule lets nobody in and the entity `all` everybody; Calico’s rules and those of tiers are asked in order, and one that allows without naming anybody ends the search. A name that says deny hides that.',
  severity: 'high',
  maps: {
    cis: ['5.3.2'],
    nsa: ['Network separation and hardening'],
    attack: ['T1210'],
    stride: ['information disclosure'],
    owasp: ['K07'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
    'https://docs.cilium.io/en/stable/security/policy/language/',
    'https://docs.tigera.io/calico/latest/reference/resources/networkpolicy',
    'https://network-policy-api.sigs.k8s.io/api-overview/',
  ],
  *find(facts) {
    for (const { policy, pods } of selectedBy(facts)) {
      if (!saysDeny(policy.name)) continue;
      for (const direction of DIRECTIONS) {
        const open = openRule(policy, direction);
        if (open === undefined) continue;
        yield {
          result: 'fail',
          object: policy,
          pointer: open.pointer,
          message: `This rule allows all ${direction} with ${open.how}, and the policy’s name says that it denies: ${pods} pods are selected.`,
          fix: {
            summary: 'Remove the rule, or let it refuse.',
            ...jsonPatch(policy, [{ op: 'remove', path: open.pointer }]),
          },
        };
      }
    }
  },
  examples: {
    exposed: [
      { name: 'Cilium: the entity all', manifests: documents(pod, cilium('default-deny', '{fromEntities: [all]}')) },
      { name: 'Calico: an allowing rule', manifests: documents(pod, calico('default-deny', '{action: Allow}')) },
      { name: 'a tier: an allowing rule', manifests: documents(pod, admin('default-deny', 'Accept')) },
    ],
    safe: [
      { name: 'Cilium: an empty rule', manifests: documents(pod, cilium('default-deny', '{}')) },
      { name: 'Cilium: another name', manifests: documents(pod, cilium('allow-all', '{fromEntities: [all]}')) },
      { name: 'Calico: a refusing rule', manifests: documents(pod, calico('default-deny', '{action: Deny}')) },
      {
        name: 'Calico: a refusing rule before it',
        manifests: documents(
          pod,
          calico('default-deny', "{action: Deny, source: {selector: app == 'x'}}, {action: Allow}"),
        ),
      },
      { name: 'a tier: a refusing rule', manifests: documents(pod, admin('default-deny', 'Deny')) },
    ],
  },
};
