// NetworkPolicies with a field that does not exist where it stands: the API server drops it, and the policy says something else.
import type { Check } from './check.ts';
import { jsonPatch } from './patch.ts';

const policy = (peer: string, more = ''): string => `apiVersion: networking.k8s.io/v1
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
  *find({ networkPolicies }) {
    for (const each of networkPolicies) {
      for (const { pointer, reason, refused } of each.faults) {
        if (refused) continue;
        yield {
          result: 'fail',
          object: each,
          pointer,
          message: `${reason.startsWith('`') ? `The field ${reason}` : `It has a field that ${reason}`}.`,
          fix: {
            summary: 'Move the field to where it belongs, or remove it if the policy is right without.',
            ...jsonPatch(each, [{ op: 'remove', path: pointer }]),
          },
        };
      }
    }
  },
  examples: {
    exposed: [
      { name: 'ports inside a peer', manifests: policy('      ports: [{port: 5432}]') },
      { name: 'policyType in the singular', manifests: policy('', '  policyType: [Egress]') },
    ],
    safe: [
      { name: 'ports beside the peers', manifests: policy('', '    ports: [{port: 5432}]') },
      { name: 'policyTypes in the plural', manifests: policy('', '  policyTypes: [Ingress]') },
      { name: 'a namespaceSelector inside the peer', manifests: policy('      namespaceSelector: {}') },
    ],
  },
};
