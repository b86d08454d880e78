// NetworkPolicies that take the metadata address out of IPv4, and pods that reach it in IPv6.
import { objectId } from '../facts/object-id.ts';
import { reachText } from './policy-rule.ts';
import { METADATA_IPV6, metadataOpenInIpv6 } from '../reach/reopened.ts';
import type { Check } from './check.ts';
import { jsonPatch } from './patch.ts';
import { takenOut } from './taken-out.ts';

const example = (block: string, address = ''): string => `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, labels: {app: web}}
spec: {containers: [{name: c, image: c}]}
${address}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: no-metadata, namespace: shop}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
  - to:
    - ipBlock: {cidr: 0.0.0.0/0, except: [169.254.169.254/32]}
${block}
`;

const OPEN = "    - ipBlock: {cidr: '::/0'}";
const DUAL = "status: {podIPs: [{ip: 10.0.0.1}, {ip: 'fd00:1::1'}]}";

export const networkPolicyMetadataOtherFamily: Check = {
  id: 'network-policy-metadata-other-family',
  title: 'The metadata address is closed in IPv4 and open in IPv6',
  why: 'A block of IPv4 says nothing of IPv6. On clouds whose metadata service also has an IPv6 address, pods of a dual-stack cluster read the credentials of the node there.',
  severity: 'medium',
  maps: {
    cis: ['5.3.2'],
    nsa: ['Network separation and hardening'],
    attack: ['T1552'],
    stride: ['information disclosure', 'elevation of privilege'],
    owasp: ['K07'],
  },
  references: [
    'https://kubernetes.io/docs/concepts/services-networking/dual-stack/',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html',
  ],
  *find(facts) {
    for (const { policy, pointer, by, rule, ...size } of metadataOpenInIpv6(facts))
      yield {
        result: 'fail',
        object: policy,
        pointer,
        message: `The metadata address is taken out of IPv4 here, and ${objectId(by)} ${rule} allows port 80 of ${METADATA_IPV6}, the same service in IPv6, to the same pods: ${reachText(size)}.`,
        fix: {
          summary: `Take ${METADATA_IPV6}/128 out of the IPv6 block, too, and fd20:ce::254/128 on Google Cloud.`,
          ...jsonPatch(by, takenOut(by, size.address)),
        },
      };
  },
  examples: {
    exposed: [
      { name: 'all of IPv6 beside it', manifests: example(OPEN) },
      { name: 'pods with addresses of both families', manifests: example(OPEN, DUAL) },
    ],
    safe: [
      {
        name: 'taken out of both',
        manifests: example("    - ipBlock: {cidr: '::/0', except: ['fd00:ec2::254/128']}"),
      },
      { name: 'no block of IPv6', manifests: example('') },
      { name: 'pods with IPv4 alone', manifests: example(OPEN, 'status: {podIPs: [{ip: 10.0.0.1}]}') },
    ],
  },
};
