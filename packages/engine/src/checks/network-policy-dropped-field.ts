// NetworkPolicies with a field that does not exist where it stands: the API server drops it, and the policy says something else.
import { DIRECTIONS } from '../facts/network.ts';
import type { NetworkPolicyFact, PolicyMeant } from '../facts/network.ts';
import { surplusFinder } from '../reach/surplus.ts';
import type { Surplus, SurplusFinder } from '../reach/surplus.ts';
import type { Check } from './check.ts';
import { jsonPatch } from './patch.ts';
import type { Operation } from './patch.ts';
import { ruleJson, selectorJson, surplusText } from './policy-rule.ts';

const pointersOf = ({ faults }: NetworkPolicyFact): string[] =>
  faults.filter(({ refused }) => !refused).map(({ pointer }) => pointer);

/** Writes each part that was meant otherwise anew, and takes away what is dropped besides. */
function movedTo(policy: NetworkPolicyFact, meant: PolicyMeant): Operation[] {
  const written: Operation[] = DIRECTIONS.flatMap((direction) =>
    meant[direction].flatMap((rule, at): Operation[] => {
      const value = ruleJson(rule, direction);
      const isSame = JSON.stringify(value) === JSON.stringify(ruleJson(policy[direction][at] ?? rule, direction));
      return isSame ? [] : [{ op: 'replace', path: rule.pointer, value }];
    }),
  );
  const subject = selectorJson(meant.podSelector);
  if (JSON.stringify(subject) !== JSON.stringify(selectorJson(policy.podSelector)))
    written.push({ op: 'replace', path: '/spec/podSelector', value: subject });
  if (meant.writtenTypes.join() !== policy.writtenTypes.join())
    written.push({ op: 'add', path: '/spec/policyTypes', value: meant.writtenTypes });
  const isWritten = (pointer: string): boolean => written.some(({ path }) => pointer.startsWith(`${path}/`));
  const left = pointersOf(policy).filter((pointer) => !isWritten(pointer));
  return [...written, ...left.map((path): Operation => ({ op: 'remove', path }))];
}

/** What the policy opens, or leaves open, since the fields are dropped. */
function opened(policy: NetworkPolicyFact, finder: SurplusFinder): Surplus | undefined {
  const { meant } = policy;
  if (meant === undefined) return undefined;
  for (const direction of DIRECTIONS) {
    const surplus = finder.find(policy, { ...policy, ...meant }, direction);
    if (surplus !== undefined) return surplus;
  }
  return undefined;
}

const pod = (name: string, app: string): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {app: ${app}}}
spec: {containers: [{name: c, image: c, ports: [{containerPort: 5432}]}]}
---
`;
const policy = (
  peer: string,
  more = '',
): string => `${pod('db', 'db')}${pod('web', 'web')}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: db, namespace: shop}
spec:
  podSelector: {matchLabels: {app: db}}
  ingress:
  - from:
    - podSelector: {matchLabels: {app: web}}
${peer}
    - namespaceSelector: {matchLabels: {team: ops}}
${more}
`;

export const networkPolicyDroppedField: Check = {
  id: 'network-policy-dropped-field',
  title: 'A NetworkPolicy has a field that is dropped',
  why: 'A field one level too deep or too high does not exist there. Strict validation refuses it; Helm, `kubectl --validate=false` and most clients do not ask for that, and the API server drops the field in silence: `ports` inside a peer leaves every port open.',
  severity: 'high',
  maps: {
    cis: ['5.3.2'],
    nsa: ['Network separation and hardening'],
    attack: ['T1210'],
    stride: ['information disclosure'],
    owasp: ['K07'],
  },
  references: [
    'https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation',
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  ],
  *find(facts) {
    for (const each of facts.networkPolicies) {
      if (pointersOf(each).length === 0) continue;
      const surplus = opened(each, surplusFinder(facts));
      const opens = surplus === undefined ? '' : ` As the policy is stored, ${surplusText(surplus)}.`;
      const moved = each.meant === undefined ? undefined : movedTo(each, each.meant);
      for (const { pointer, reason, refused } of each.faults) {
        if (refused) continue;
        yield {
          result: 'fail',
          object: each,
          pointer,
          message: `${reason.startsWith('`') ? `The field ${reason}` : `It has a field that ${reason}`}.${opens}`,
          fix: {
            summary: 'Move the field to where it belongs, or remove it if the policy is right without.',
            ...jsonPatch(each, moved ?? [{ op: 'remove', path: pointer }]),
          },
        };
      }
    }
  },
  examples: {
    exposed: [
      { name: 'ports inside a peer', manifests: policy('      ports: [{port: 5432}]') },
      { name: 'policyType in the singular', manifests: policy('', '  policyType: [Egress]') },
      { name: 'a label right under a selector', manifests: policy('    - podSelector: {app: mon}') },
    ],
    safe: [
      { name: 'ports beside the peers', manifests: policy('', '    ports: [{port: 5432}]') },
      { name: 'policyTypes in the plural', manifests: policy('', '  policyTypes: [Ingress]') },
      { name: 'a namespaceSelector inside the peer', manifests: policy('      namespaceSelector: {}') },
    ],
  },
};
