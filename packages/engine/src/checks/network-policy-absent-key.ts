// Peers of a NetworkPolicy that are told apart by NotIn: whoever has no such label is one of them.
import type { PolicyPeer } from '../facts/network.ts';
import type { LabelSelector } from '../facts/object.ts';
import { surplusFinder } from '../reach/surplus.ts';
import type { Check } from './check.ts';
import { jsonPatch } from './patch.ts';
import { peerJson, surplusText } from './policy-rule.ts';
import { rulesIn, withRule } from './rule-place.ts';

const FIELDS = ['podSelector', 'namespaceSelector'] as const;

/** Keys that are compared and need not be there. */
function absentKeys({ matchLabels, matchExpressions }: LabelSelector): string[] {
  const needed = new Set([
    ...matchLabels.keys(),
    ...matchExpressions.flatMap(({ key, operator }) => (operator === 'In' || operator === 'Exists' ? [key] : [])),
  ]);
  const compared = matchExpressions.flatMap(({ key, operator }) => (operator === 'NotIn' ? [key] : []));
  return [...new Set(compared)].filter((key) => !needed.has(key));
}

function withKeys(selector: LabelSelector, keys: readonly string[]): LabelSelector {
  const present = keys.map((key) => ({ key, operator: 'Exists', values: [] }));
  return { ...selector, matchExpressions: [...selector.matchExpressions, ...present] };
}

/** The peer as it may have been meant: undefined where it compares nothing that may be absent. */
function strict(peer: PolicyPeer): { readonly peer: PolicyPeer; readonly keys: readonly string[] } | undefined {
  let meant = peer;
  const keys: string[] = [];
  for (const field of FIELDS) {
    const selector = peer[field];
    const absent = selector === undefined ? [] : absentKeys(selector);
    if (selector === undefined || absent.length === 0) continue;
    keys.push(...absent);
    meant = { ...meant, [field]: withKeys(selector, absent) };
  }
  return keys.length === 0 ? undefined : { peer: meant, keys };
}

const example = (expression: string, labels = '{app: web}'): string => `apiVersion: v1
kind: Pod
metadata: {name: db, namespace: shop, labels: {app: db}}
spec: {containers: [{name: c, image: c, ports: [{name: pg, containerPort: 5432}]}]}
---
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: ${labels}}
spec: {containers: [{name: c, image: c}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress:
  - from: [{podSelector: {matchExpressions: [${expression}]}}]
    ports: [{port: 5432}]
`;
const NOT_TEST = '{key: tier, operator: NotIn, values: [test]}';

export const networkPolicyAbsentKey: Check = {
  id: 'network-policy-absent-key',
  title: 'A NetworkPolicy allows pods that have no such label',
  why: '`NotIn` holds for an object that lacks the key. A rule for everything whose tier is not `test` is also for whatever was never given a tier: a pod that somebody runs by hand, a namespace made this morning.',
  severity: 'low',
  maps: {
    cis: ['5.3.2'],
    nsa: ['Network separation and hardening'],
    attack: ['T1210'],
    stride: ['information disclosure'],
    owasp: ['K07'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#set-based-requirement',
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
  ],
  *find(facts) {
    for (const place of rulesIn(facts.networkPolicies))
      for (const [index, peer] of place.rule.peers.entries()) {
        const found = strict(peer);
        if (found === undefined) continue;
        const { policy, direction, rule } = place;
        const meant = withRule(place, { ...rule, peers: rule.peers.with(index, found.peer) });
        const surplus = surplusFinder(facts).find(policy, meant, direction);
        if (surplus === undefined) continue;
        yield {
          result: 'fail',
          object: policy,
          pointer: peer.pointer,
          message: `The operator \`NotIn\` also holds where there is no label ${found.keys.join(', ')}: ${surplusText(surplus)}.`,
          fix: {
            summary: 'Ask for the label too (`Exists`), or name the values that are meant with `In`.',
            ...jsonPatch(policy, [{ op: 'replace', path: peer.pointer, value: peerJson(found.peer) }]),
          },
        };
      }
  },
  examples: {
    exposed: [
      { name: 'a pod without the label', manifests: example(NOT_TEST) },
      {
        name: 'beside a label that is asked for',
        manifests: example(`${NOT_TEST}, {key: app, operator: Exists}`),
      },
    ],
    safe: [
      {
        name: 'every pod has the label',
        manifests: example(NOT_TEST, '{app: web, tier: front}').replace(
          '{app: db}}\nspec: {containers',
          '{app: db, tier: data}}\nspec: {containers',
        ),
      },
      { name: 'the label is asked for', manifests: example(`${NOT_TEST}, {key: tier, operator: Exists}`) },
      { name: 'the values are named', manifests: example('{key: tier, operator: In, values: [front]}') },
      { name: 'that it is absent is what is asked for', manifests: example('{key: tier, operator: DoesNotExist}') },
    ],
  },
};
