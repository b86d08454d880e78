// NetworkPolicies that take the metadata address out of a block, and pods that reach it all the same through another rule.
import { objectId } from '../facts/object-id.ts';
import { reopenedMetadata } from '../reach/reopened.ts';
import type { Check } from './check.ts';
import { jsonPatch } from './patch.ts';
import { reachText } from './policy-rule.ts';
import { takenOut } from './taken-out.ts';

const example = (more: string, except = '169.254.169.254/32'): string => `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: c, image: c}]}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: no-metadata, namespace: shop}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
  - to:
    - ipBlock: {cidr: 0.0.0.0/0, except: [${except}]}
${more}
`;

const other = (name: string, selector: string): string => `---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: ${name}, namespace: shop}
spec:
  podSelector: ${selector}
  policyTypes: [Egress]
  egress: [{ports: [{port: 80}]}]`;

export const networkPolicyMetadataReopened: Check = {
  id: 'network-policy-metadata-reopened',
  title: 'The metadata address is closed in one rule and open in another',
  why: '`except` denies nothing: it takes addresses out of one block. Rules and policies add up, so that any other rule that matches opens the metadata service again, and with it the credentials of the node.',
  severity: 'high',
  maps: {
    cis: ['5.3.2'],
    nsa: ['Network separation and hardening'],
    attack: ['T1552'],
    stride: ['information disclosure', 'elevation of privilege'],
    owasp: ['K07'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource',
    'https://kubernetes.io/docs/tasks/administer-cluster/securing-a-cluster/#restricting-cloud-metadata-api-access',
  ],
  *find(facts) {
    for (const { policy, pointer, by, rule, ...size } of reopenedMetadata(facts))
      yield {
        result: 'fail',
        object: policy,
        pointer,
        message: `The metadata address 169.254.169.254 is taken out here, and ${objectId(by)} ${rule} allows port 80 there to the same pods: ${reachText(size)}.`,
        fix: {
          summary:
            'Take the address out of the other rule, too, or deny it in a tier above: a ClusterNetworkPolicy can.',
          ...jsonPatch(by, takenOut(by, size.address)),
        },
      };
  },
  examples: {
    exposed: [
      { name: 'another rule without peers', manifests: example('  - ports: [{port: 80}]') },
      { name: 'another policy', manifests: example(other('http', '{}')) },
      { name: 'a block of the address alone', manifests: example('  - to: [{ipBlock: {cidr: 169.254.169.254/32}}]') },
      { name: 'a block around it', manifests: example('  - to: [{ipBlock: {cidr: 169.254.0.0/16}}]') },
    ],
    safe: [
      { name: 'another rule on another port', manifests: example('  - ports: [{port: 443}]') },
      { name: 'another policy for other pods', manifests: example(other('http', '{matchLabels: {app: db}}')) },
      { name: 'another address is taken out', manifests: example('  - ports: [{port: 80}]', '10.0.0.0/8') },
    ],
  },
};
