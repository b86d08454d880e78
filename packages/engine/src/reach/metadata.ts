// The addresses at which clouds give instances their metadata and credentials, and what at or near them must stay open.
import type { NodeFact } from '../facts/cluster.ts';

export type Cloud = 'aws' | 'gcp' | 'azure' | 'alibaba' | 'oracle' | 'openstack';

export interface MetadataService {
  readonly cloud: Cloud;
  /** IPv4 and IPv6; all answer HTTP on port 80. */
  readonly addresses: readonly string[];
  /** What turns pods away though the network lets them through. */
  readonly unless: string;
  readonly source: string;
}

export const METADATA: readonly MetadataService[] = [
  {
    cloud: 'aws',
    addresses: ['169.254.169.254', 'fd00:ec2::254'],
    unless: 'instances require IMDSv2 with a hop limit of 1, which tokens for pods do not survive',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html',
  },
  {
    cloud: 'gcp',
    addresses: ['169.254.169.254', 'fd20:ce::254'],
    unless: 'Workload Identity puts GKE’s own metadata server in between, which gives pods their accounts’ identity',
    source: 'https://cloud.google.com/compute/docs/metadata/querying-metadata',
  },
  {
    cloud: 'azure',
    addresses: ['169.254.169.254', '168.63.129.16'],
    unless: 'AKS closes the metadata service to pods (`podLinkLocalAccess: None`)',
    source: 'https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service',
  },
  {
    cloud: 'alibaba',
    addresses: ['100.100.100.200'],
    unless: 'instances require the hardened mode, with a hop limit',
    source: 'https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata',
  },
  {
    cloud: 'oracle',
    addresses: ['169.254.169.254', 'fd00:c1::a9fe:a9fe'],
    unless: 'the nodes have no instance principal',
    source: 'https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/gettingmetadata.htm',
  },
  {
    cloud: 'openstack',
    addresses: ['169.254.169.254', 'fe80::a9fe:a9fe'],
    unless: 'the metadata of the instances holds no credential',
    source: 'https://docs.openstack.org/nova/latest/user/metadata.html',
  },
];

/** What a policy that closes the metadata addresses must leave open. */
export const KEPT_OPEN: readonly {
  readonly cloud: Cloud;
  readonly addresses: readonly string[];
  readonly port: number;
  readonly why: string;
  readonly source: string;
}[] = [
  {
    cloud: 'gcp',
    addresses: ['169.254.169.254'],
    port: 53,
    why: 'Cloud DNS for GKE answers names there, over UDP and TCP',
    source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-dns',
  },
  {
    cloud: 'gcp',
    addresses: ['169.254.169.252'],
    port: 988,
    why: 'GKE’s metadata server, from which Workload Identity gives accounts their tokens',
    source: 'https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity',
  },
  {
    cloud: 'aws',
    addresses: ['169.254.170.23', 'fd00:ec2::23'],
    port: 80,
    why: 'EKS Pod Identity gives accounts their roles there',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html',
  },
];

/** `spec.providerID` begins with the provider; each cloud's own labels say the same. */
const PROVIDERS: readonly (readonly [provider: string, label: string, cloud: Cloud])[] = [
  ['aws', 'eks.amazonaws.com/nodegroup', 'aws'],
  ['gce', 'cloud.google.com/gke-nodepool', 'gcp'],
  ['azure', 'kubernetes.azure.com/cluster', 'azure'],
  ['alicloud', 'alibabacloud.com/nodepool-id', 'alibaba'],
  ['oci', 'oci.oraclecloud.com/fault-domain', 'oracle'],
  ['openstack', 'topology.cinder.csi.openstack.org/zone', 'openstack'],
];

/** The cloud that the node is an instance of; undefined where nothing says so. */
export function cloudOf({ provider, labels }: NodeFact): Cloud | undefined {
  return PROVIDERS.find(([name, label]) => provider === name || labels.has(label))?.[2];
}

/** Those of the clouds that the nodes are in; where none is known, those of AWS, whose IPv4 address most others share. */
export function metadataAddresses(nodes: readonly NodeFact[]): string[] {
  const clouds = new Set<Cloud | undefined>(nodes.map(cloudOf));
  const known = METADATA.filter(({ cloud }) => clouds.has(cloud));
  const taken = known.length > 0 ? known : METADATA.filter(({ cloud }) => cloud === 'aws');
  return [...new Set(taken.flatMap(({ addresses }) => addresses))];
}
