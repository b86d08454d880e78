// NetworkPolicies that name a namespace and pods as two peers: every pod of that namespace, and the pods of the own one.
import type { Direction, NetworkPolicyFact, PolicyPeer } from '../facts/network.ts';
import { isEmptySelector } from '../facts/label-selector.ts';
import { DIRECTIONS, isolates } from '../facts/network.ts';
import type { SurplusFinder } from '../reach/surplus.ts';
import { surplusFinder } from '../reach/surplus.ts';
import type { Check, Failure } from './check.ts';
import { jsonPatch } from './patch.ts';
import { peerJson, surplusText } from './policy-rule.ts';
import { withRule } from './rule-place.ts';

const onlyNamespaces = ({ podSelector, namespaceSelector }: PolicyPeer): boolean =>
  namespaceSelector !== undefined && podSelector === undefined;
/** An empty podSelector alone means the own namespace, and is meant so. */
const onlyPods = ({ podSelector, namespaceSelector }: PolicyPeer): boolean =>
  podSelector !== undefined && namespaceSelector === undefined && !isEmptySelector(podSelector);

/** Places of a namespace among peers that is followed by pods. */
const pairsIn = (peers: readonly PolicyPeer[]): number[] =>
  [...peers.keys()].filter((at) => {
    const [first, second] = [peers[at], peers[at + 1]];
    return first !== undefined && second !== undefined && onlyNamespaces(first) && onlyPods(second);
  });

function judge(policy: NetworkPolicyFact, direction: Direction, finder: () => SurplusFinder): Failure[] {
  return policy[direction].flatMap((rule, place) =>
    pairsIn(rule.peers).flatMap((at): Failure[] => {
      const [first, second] = rule.peers.slice(at) as [PolicyPeer, PolicyPeer];
      const merged = { ...first, ...second, pointer: first.pointer };
      const peers = rule.peers.toSpliced(at, 2, merged);
      const meant = withRule({ policy, direction, at: place }, { ...rule, peers });
      const surplus = finder().find(policy, meant, direction);
      if (surplus === undefined) return [];
      return [
        {
          result: 'fail',
          object: policy,
          pointer: second.pointer,
          message: `The dash before \`podSelector\` makes a peer of its own: ${surplusText(surplus)}.`,
          fix: {
            summary: 'Write both selectors into one peer, where pods of those namespaces are meant.',
            ...jsonPatch(policy, [
              { op: 'replace', path: first.pointer, value: peerJson(merged) },
              { op: 'remove', path: second.pointer },
            ]),
          },
        },
      ];
    }),
  );
}

const cluster = `apiVersion: v1
kind: Namespace
metadata: {name: ops, labels: {team: ops}}
---
apiVersion: v1
kind: Pod
metadata: {name: cron, namespace: ops, labels: {app: cron}}
spec: {containers: [{name: c, image: c}]}
---
apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
spec: {containers: [{name: c, image: c, ports: [{name: pg, containerPort: 5432}]}]}
---
`;

const policy = (pods: string, team = 'ops'): string => `${cluster}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress:
  - from:
    - namespaceSelector: {matchLabels: {team: ${team}}}
${pods}
`;

export const networkPolicyEitherSelector: Check = {
  id: 'network-policy-either-selector',
  title: 'A NetworkPolicy allows a whole namespace where some of its pods are named',
  why: 'Peers of a rule are alternatives. With a dash before `podSelector`, the namespace above it is allowed with all of its pods, and the pods below it are those of the policy’s own namespace; without the dash, only such pods of that namespace are.',
  severity: 'medium',
  maps: {
    cis: ['5.3.2'],
    nsa: ['Network separation and hardening'],
    attack: ['T1210'],
    stride: ['information disclosure'],
    owasp: ['K07'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
  ],
  *find(facts) {
    for (const each of facts.networkPolicies)
      for (const direction of DIRECTIONS)
        if (isolates(each, direction)) yield* judge(each, direction, () => surplusFinder(facts));
  },
  examples: {
    exposed: [
      { name: 'two peers', manifests: policy('    - podSelector: {matchLabels: {app: mon}}') },
      {
        name: 'two peers, by an expression',
        manifests: policy('    - podSelector: {matchExpressions: [{key: app, operator: In, values: [mon]}]}'),
      },
      {
        name: 'two peers and a third',
        manifests: policy('    - podSelector: {matchLabels: {app: mon}}\n    - podSelector: {matchLabels: {app: web}}'),
      },
    ],
    safe: [
      {
        name: 'the pods first',
        manifests: policy('').replace(
          '    - namespace',
          '    - podSelector: {matchLabels: {app: front}}\n    - namespace',
        ),
      },
      { name: 'one peer', manifests: policy('      podSelector: {matchLabels: {app: mon}}') },
      { name: 'the whole own namespace beside it', manifests: policy('    - podSelector: {}') },
      {
        name: 'no pod is in such a namespace',
        manifests: policy('    - podSelector: {matchLabels: {app: mon}}', 'dev'),
      },
    ],
  },
};
