// J1: read Secrets out of an etcd that asks nobody.
import type { Technique } from '../graph/rule-types.ts';
import { secretManifest } from './example-manifests.ts';
import { labelledPod, policyManifest } from './network-examples.ts';

const web = labelledPod('web', 'shop') + secretManifest();
const etcd = (args: string, namespace = 'kube-system'): string =>
  labelledPod('etcd', namespace, `image: registry.k8s.io/etcd:3.6.4-0, command: [etcd, ${args}]`).replace(
    '{ app: etcd }',
    '{ component: etcd, tier: control-plane }',
  );
const onHost = (manifests: string): string => manifests.replace('nodeName: n1', 'nodeName: n1, hostNetwork: true');
const PLAIN = "'--listen-client-urls=http://127.0.0.1:2379,http://192.168.0.1:2379'";
const TLS = "'--listen-client-urls=https://0.0.0.0:2379'";
const READS = { from: 'pod:shop/web', to: 'secret:shop/db' } as const;

export const j1: Technique = {
  id: 'J1',
  title: 'Read an etcd that asks nobody',
  why: 'The cluster’s etcd holds every object of the API. Where it takes clients without a certificate, whoever reaches port 2379 reads and changes all of them, past every authorizer.',
  fix: 'Set --client-cert-auth and --trusted-ca-file, with a CA for etcd alone; let only the API servers reach the port; encrypt Secrets at rest.',
  references: [
    'https://etcd.io/docs/v3.6/op-guide/security/',
    'https://kubernetes.io/docs/tasks/administer-cluster/configure-upgrade-etcd/#securing-etcd-clusters',
  ],
  asks: {},
  rules: [
    { type: 'relation', relation: 'openEtcdHoldsSecrets', certainty: 'conditional' },
    { type: 'relation', relation: 'openEtcdIfLetThrough', certainty: 'assumed' },
  ],
  explain: ({ from, to, detail = `${from} reaches etcd`, doubts = [] }) => ({
    because: detail,
    conditions: [
      { text: `${to} lies there unencrypted`, settledBy: '`watertight encryption verify`' },
      { text: 'etcd’s own users and roles are not switched on', settledBy: '`etcdctl auth status`' },
      ...doubts,
    ],
  }),
  examples: {
    exposed: [
      { name: 'HTTP', manifests: web + etcd(PLAIN), ...READS, certainty: 'conditional' },
      { name: 'TLS without client certificates', manifests: web + etcd(TLS), ...READS, certainty: 'conditional' },
      {
        name: 'on its host’s network, which policies for pods do not hold',
        manifests: web + onHost(etcd(TLS)),
        ...READS,
        certainty: 'conditional',
      },
    ],
    safe: [
      { name: 'client certificates', manifests: web + etcd(`${TLS}, --client-cert-auth=true`), ...READS },
      {
        name: 'HTTP for its own node only',
        manifests: web + etcd("'--listen-client-urls=http://127.0.0.1:2379'"),
        ...READS,
      },
      {
        name: 'nothing may come in',
        manifests: web + etcd(TLS) + policyManifest('kube-system', 'ingress: []'),
        ...READS,
      },
      {
        name: 'an etcd of some program',
        manifests: web + etcd(TLS, 'data').replace('component: etcd', 'app: etcd'),
        ...READS,
      },
    ],
  },
};
