// Steps over the network, from raw objects and the naive evaluator of reach: written from the programs' own documentation.
import { namespaceOf, nameOf } from '../cluster.ts';
import type { Cluster } from '../cluster.ts';
import { internetReaches, reaches } from '../network.ts';
import { accountOf, containersOf, isRunning, podMakers, positionOf } from '../pods.ts';
import type { PodMaker } from '../pods.ts';
import { at, listAt, mapAt, textAt, textsAt } from '../raw.ts';
import type { StepCase } from '../step-case.ts';
import { endsAt, unless } from './rule.ts';
import type { RuleTable } from './rule.ts';

interface Opening {
  readonly port: number;
  readonly kind: 'store' | 'console' | 'etcd';
}

const given = (container: unknown): readonly string[] => [
  ...textsAt(container, 'command'),
  ...textsAt(container, 'args'),
];
const has = (container: unknown, pattern: RegExp): boolean => pattern.test(` ${given(container).join(' ')} `);
const sets = (container: unknown, pattern: RegExp): boolean =>
  listAt(container, 'env').some((entry) => pattern.test(textAt(entry, 'name')));

function portOf(container: unknown, usual: number, pattern = /\s--port[= ](\d+)/): number {
  return Number(pattern.exec(` ${given(container).join(' ')}`)?.[1] ?? usual);
}

/** What lets anybody in who reaches it, by the last part of its image's name. */
function openingOf(container: unknown): Opening | undefined {
  const image =
    textAt(container, 'image')
      .split('@', 1)[0]
      ?.replace(/:[\w.-]*$/, '') ?? '';
  const name = image.split('/').at(-1) ?? '';
  if (['redis', 'valkey', 'keydb', 'redis-stack', 'redis-stack-server'].includes(name)) {
    const asks =
      has(container, /--requirepass|--aclfile|--tls-port/) || sets(container, /_(?:PASSWORD|PASSWORD_FILE|ACL_FILE)$/);
    return asks || has(container, /--bind[= ](?:127|localhost|::1)/)
      ? undefined
      : { port: portOf(container, 6379), kind: 'store' };
  }
  if (name === 'etcd') {
    const urls = /\s--listen-client-urls[= ](\S+)/.exec(` ${given(container).join(' ')} `)?.[1] ?? '';
    const isOpen = urls.split(',').some((url) => url !== '' && !/\/\/(?:127\.|localhost|\[::1\])/.test(url));
    const asks = has(container, /\s--client-cert-auth(?:=true)?\s/) || sets(container, /^ETCD_CLIENT_CERT_AUTH$/);
    return isOpen && !asks ? { port: 2379, kind: 'etcd' } : undefined;
  }
  if (name === 'memcached') {
    const asks = has(container, /\s(?:-S|-Y|--enable-sasl|--auth-file)/) || sets(container, /^MEMCACHED_PASSWORD/);
    return asks ? undefined : { port: portOf(container, 11_211, /\s(?:-p|--port)[= ](\d+)/), kind: 'store' };
  }
  if (['mongo', 'mongodb', 'mongodb-community-server'].includes(name)) {
    const asks = has(container, /\s--(?:auth|keyFile)/) || sets(container, /^MONGO.*ROOT_(?:USER|PASSWORD)/);
    return asks ? undefined : { port: portOf(container, 27_017), kind: 'store' };
  }
  if (image.endsWith('kubernetesui/dashboard') || name === 'kubernetes-dashboard-amd64')
    return has(container, /--enable-skip-login(?:=true)?\s/)
      ? { port: portOf(container, 8443), kind: 'console' }
      : undefined;
  if (name === 'kubectl' || name === 'kubectl-proxy' || name === 'hyperkube')
    return has(container, /--address[= ](?:0\.0\.0\.0|::)\s/)
      ? { port: portOf(container, 8001, /\s(?:-p|--port)[= ](\d+)/), kind: 'console' }
      : undefined;
  if (name === 'tiller') return has(container, /--tls-verify/) ? undefined : { port: 44_134, kind: 'console' };
  return undefined;
}

function openings(maker: PodMaker, kind: Opening['kind']): readonly Opening[] {
  return containersOf(maker.spec)
    .map(openingOf)
    .filter((one) => one !== undefined)
    .filter((one) => one.kind === kind);
}

/** Some running maker that is wanted has such a program, and the caller reaches its port. */
function reachesOne(step: StepCase, kind: Opening['kind'], isWanted: (maker: PodMaker) => boolean): boolean {
  const { cluster } = step;
  return podMakers(cluster).some(
    (maker) =>
      isRunning(maker) &&
      isWanted(maker) &&
      openings(maker, kind).some(({ port }) => reaches(step, positionOf(cluster, maker.object), port)),
  );
}

const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  aws: ['169.254.169.254', 'fd00:ec2::254'],
  gcp: ['169.254.169.254', 'fd20:ce::254'],
  azure: ['169.254.169.254', '168.63.129.16'],
  alibaba: ['100.100.100.200'],
  oracle: ['169.254.169.254', 'fd00:c1::a9fe:a9fe'],
  openstack: ['169.254.169.254', 'fe80::a9fe:a9fe'],
};
const MARKS: Readonly<Record<string, readonly [scheme: string, label: string]>> = {
  aws: ['aws', 'eks.amazonaws.com/nodegroup'],
  gcp: ['gce', 'cloud.google.com/gke-nodepool'],
  azure: ['azure', 'kubernetes.azure.com/cluster'],
  alibaba: ['alicloud', 'alibabacloud.com/nodepool-id'],
  oracle: ['oci', 'oci.oraclecloud.com/fault-domain'],
  openstack: ['openstack', 'topology.cinder.csi.openstack.org/zone'],
};

function isInCloud(cluster: Cluster, cloud: string, name?: string): boolean {
  const [scheme = '', label = ''] = MARKS[cloud] ?? [];
  return cluster
    .all('Node')
    .some(
      (node) =>
        (name === undefined || nameOf(node) === name) &&
        (textAt(node, 'spec', 'providerID').startsWith(`${scheme}://`) || mapAt(node, 'metadata', 'labels').has(label)),
    );
}

export const network: RuleTable = {
  J1: {
    best: 'conditional',
    relation: true,
    check: (step) => [
      ...endsAt(step, 'secret'),
      ...unless(
        reachesOne(step, 'etcd', ({ metadata }) => mapAt(metadata, 'labels').get('component') === 'etcd'),
        `${step.step.from} reaches no etcd that takes everybody`,
      ),
    ],
  },
  J3: {
    best: 'assumed',
    relation: true,
    check: (step) => {
      const cloud = /^cloud:(\w+)\/nodes$/.exec(step.step.to)?.[1] ?? '';
      const node = step.from.kind === 'node' ? step.from.name : undefined;
      return [
        ...unless(isInCloud(step.cluster, cloud, node), `no node of ${cloud}`),
        ...unless(
          (ADDRESSES[cloud] ?? []).some((address) => reaches(step, `ip:${address}`, 80)),
          `${step.step.from} reaches no metadata address`,
        ),
      ];
    },
  },
  J5: {
    best: 'conditional',
    relation: true,
    check: (step) => [
      ...endsAt(step, 'serviceaccount'),
      ...unless(
        reachesOne(
          step,
          'console',
          ({ object, spec }) =>
            namespaceOf(object) === step.to.namespace &&
            accountOf(spec) === step.to.name &&
            at(spec, 'automountServiceAccountToken') !== false,
        ),
        `${step.step.from} reaches no console that acts as ${step.step.to}`,
      ),
    ],
  },
  J8: {
    best: 'conditional',
    relation: true,
    check: (step) =>
      unless(
        reachesOne(step, 'store', ({ object }) => positionOf(step.cluster, object) === step.step.to),
        `${step.step.from} reaches nothing open in ${step.step.to}`,
      ),
  },
  J9: {
    best: 'assumed',
    relation: true,
    check: (step) => [
      ...endsAt(step, 'network'),
      ...unless(step.step.from === 'network:internet', 'starts elsewhere than the internet'),
      ...unless(
        internetReaches(step.cluster, step.step.to.slice('network:'.length)),
        `the internet does not reach ${step.step.to}`,
      ),
    ],
  },
};
