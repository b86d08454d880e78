// J3: ask the cloud's metadata service for the node's credentials.
import type { Technique } from '../graph/rule-types.ts';
import { labelledPod, nodeManifest, policyManifest } from './network-examples.ts';

const web = labelledPod('web', 'shop');
const aws = nodeManifest('aws');
const egress = (block: string): string =>
  policyManifest('shop', `policyTypes: [Egress], egress: [{ to: [{ ipBlock: ${block} }] }]`);
const FROM_WEB = { from: 'pod:shop/web', to: 'cloud:aws/nodes' } as const;

export const j3: Technique = {
  id: 'J3',
  title: 'Take the cloud identity of the node',
  why: 'Clouds give an instance its credentials at a link-local address without asking who calls: a pod that the network lets through takes the role of its node, which often reads registries, disks and secret stores. The address exists in IPv4 and, on several clouds, in IPv6.',
  fix: 'Close the metadata addresses in both families for all pods (leave open what Pod Identity, Workload Identity and DNS need), require IMDSv2 with a hop limit of 1, and give accounts roles of their own.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/hardening-your-cluster#metadata',
    'https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service',
  ],
  asks: {},
  rules: [{ type: 'relation', relation: 'metadataGivesCloud', certainty: 'assumed' }],
  explain: ({ from, to, detail = `${from} reaches the metadata address`, doubts = [] }) => ({
    because: detail,
    conditions: [
      { text: `the nodes have a role (${to}), and the service gives its credentials to pods`, settledBy: 'the cloud' },
      ...doubts,
    ],
  }),
  examples: {
    exposed: [
      { name: 'no policy', manifests: web + aws, ...FROM_WEB, certainty: 'assumed' },
      {
        name: 'all of IPv4 but the address, beside a rule that opens it',
        manifests:
          web +
          aws +
          egress('{ cidr: 0.0.0.0/0, except: [169.254.169.254/32] }') +
          policyManifest(
            'shop',
            'policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 169.254.0.0/16 } }] }]',
            'wide',
          ),
        ...FROM_WEB,
        certainty: 'assumed',
      },
      {
        name: 'closed in IPv4, open in IPv6',
        manifests:
          web.replace('{ ip: 10.0.0.1 }', "{ ip: 10.0.0.1 }, { ip: 'fd00::1' }") +
          aws +
          egress("{ cidr: 0.0.0.0/0, except: [169.254.169.254/32] } }, { ipBlock: { cidr: '::/0' }"),
        ...FROM_WEB,
        certainty: 'assumed',
      },
      { name: 'the node itself', manifests: web + aws, from: 'node:n1', to: 'cloud:aws/nodes', certainty: 'assumed' },
      {
        name: 'Google',
        manifests: web + nodeManifest('gce'),
        from: 'pod:shop/web',
        to: 'cloud:gcp/nodes',
        certainty: 'assumed',
      },
    ],
    safe: [
      {
        name: 'the address is taken out',
        manifests: web + aws + egress('{ cidr: 0.0.0.0/0, except: [169.254.169.254/32] }'),
        ...FROM_WEB,
      },
      {
        name: 'nothing may leave',
        manifests: web + aws + policyManifest('shop', 'policyTypes: [Egress]'),
        ...FROM_WEB,
      },
      { name: 'nodes of no cloud', manifests: web + nodeManifest('kind'), ...FROM_WEB },
      { name: 'nodes of another cloud', manifests: web + nodeManifest('azure'), ...FROM_WEB },
      { name: 'a pod that has ended', manifests: web.replace('Running', 'Succeeded') + aws, ...FROM_WEB },
    ],
  },
};
