// Rules of a NetworkPolicy whose `from` or `to` is written and names nobody: they are for everyone.
import { surplusFinder } from '../reach/surplus.ts';
import type { Check } from './check.ts';
import { jsonPatch } from './patch.ts';
import { PEERS_FIELD, surplusText, withRules } from './policy-rule.ts';
import { rulesIn } from './rule-place.ts';

/** Names that say as much. */
const SAYS_SO = /(?:^|[.-])(?:all|any|anyone|everyone|everything|external|internet|open|public|world)(?:[.-]|$)/;

const example = (peers: string, name = 'dns'): string => `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: c, image: c}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: shop}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
  - ports: [{port: 53, protocol: UDP}]
${peers}
`;
/** In the policy itself, so that the rule adds nothing. */
const BESIDE = '  - {}';

export const networkPolicyEmptyPeers: Check = {
  id: 'network-policy-empty-peers',
  title: 'A rule of a NetworkPolicy names nobody and is for everyone',
  why: '`to:` with nothing behind it, and `to: []`, are as good as no `to`: the rule matches every address. Templates whose list came out empty, and rules whose peers were forgotten, let everything through on their ports.',
  severity: 'medium',
  maps: {
    cis: ['5.3.2'],
    nsa: ['Network separation and hardening'],
    attack: ['T1048', 'T1071'],
    stride: ['information disclosure'],
    owasp: ['K07'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
    'https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/',
  ],
  *find(facts) {
    for (const { policy, direction, at, rule } of rulesIn(facts.networkPolicies)) {
      if (rule.emptyPeers !== true || SAYS_SO.test(policy.name)) continue;
      const meant = withRules(policy, direction, policy[direction].toSpliced(at, 1));
      const surplus = surplusFinder(facts).find(policy, meant, direction);
      if (surplus === undefined) continue;
      const field = PEERS_FIELD[direction];
      yield {
        result: 'fail',
        object: policy,
        pointer: `${rule.pointer}/${field}`,
        message: `The list \`${field}\` names nobody, and the rule is for everyone: ${surplusText(surplus)}.`,
        fix: {
          summary: `Name peers in \`${field}\`, or remove the rule.`,
          ...jsonPatch(policy, [{ op: 'remove', path: rule.pointer }]),
        },
      };
    }
  },
  examples: {
    exposed: [
      { name: 'nothing behind it', manifests: example('    to:') },
      { name: 'an empty list', manifests: example('    to: []') },
    ],
    safe: [
      { name: 'a peer', manifests: example('    to: [{podSelector: {}}]') },
      { name: 'no such field', manifests: example('') },
      { name: 'the name says so', manifests: example('    to: []', 'dns-to-all') },
      { name: 'all is open beside it', manifests: example(`    to: []\n${BESIDE}`) },
    ],
  },
};
