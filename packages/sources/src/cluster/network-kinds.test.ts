// A real API server that serves the kinds of network plugins, tiers, gateways and meshes: they are read, and what may not be read leaves answers open.
import { CanConnect } from '@watertight/engine';
import type { Facts } from '@watertight/engine';
import { describe, expect, test } from 'vitest';
import type { ApiObject } from '../../../../testbed/cluster/client.ts';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { hasCluster, VERSIONS } from '../../../../testbed/cluster/versions.ts';
import { withCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { readCluster } from '../read-cluster.ts';
import { covered } from '../testing/read-live.ts';

const NAMESPACE = 'network-kinds';
const USER = 'network-reader';
const API_GROUP = 'rbac.authorization.k8s.io';
const NAMESPACED = true;

/** Kind, plural, group, version, whether it has a namespace, and a spec. */
const KINDS: readonly (readonly [string, string, string, string, boolean, object])[] = [
  [
    'CiliumNetworkPolicy',
    'ciliumnetworkpolicies',
    'cilium.io',
    'v2',
    NAMESPACED,
    { endpointSelector: {}, ingress: [{}] },
  ],
  [
    'CiliumClusterwideNetworkPolicy',
    'ciliumclusterwidenetworkpolicies',
    'cilium.io',
    'v2',
    false,
    { endpointSelector: {}, egress: [{}] },
  ],
  ['NetworkPolicy', 'networkpolicies', 'crd.projectcalico.org', 'v1', NAMESPACED, { types: ['Ingress'] }],
  ['GlobalNetworkPolicy', 'globalnetworkpolicies', 'crd.projectcalico.org', 'v1', false, { types: ['Egress'] }],
  ['Tier', 'tiers', 'crd.projectcalico.org', 'v1', false, { order: 10 }],
  [
    'AdminNetworkPolicy',
    'adminnetworkpolicies',
    'policy.networking.k8s.io',
    'v1alpha1',
    false,
    { priority: 10, subject: { namespaces: {} }, ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] },
  ],
  [
    'ClusterNetworkPolicy',
    'clusternetworkpolicies',
    'policy.networking.k8s.io',
    'v1alpha2',
    false,
    { tier: 'Baseline', priority: 10, subject: { namespaces: {} } },
  ],
  ['Gateway', 'gateways', 'gateway.networking.k8s.io', 'v1', NAMESPACED, { gatewayClassName: 'x', listeners: [] }],
  [
    'HTTPRoute',
    'httproutes',
    'gateway.networking.k8s.io',
    'v1',
    NAMESPACED,
    { parentRefs: [{ name: 'own' }], rules: [] },
  ],
  ['PeerAuthentication', 'peerauthentications', 'security.istio.io', 'v1', NAMESPACED, { mtls: { mode: 'STRICT' } }],
  ['DestinationRule', 'destinationrules', 'networking.istio.io', 'v1', NAMESPACED, { host: 'db' }],
];

function definition([kind, plural, group, version, isNamespaced]: (typeof KINDS)[number]): ApiObject {
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: {
      name: `${plural}.${group}`,
      annotations: { 'api-approved.kubernetes.io': 'unapproved, a test' },
    },
    spec: {
      group,
      scope: isNamespaced ? 'Namespaced' : 'Cluster',
      names: { kind, plural, singular: kind.toLowerCase() },
      versions: [{ name: version, served: true, storage: true, schema }],
    },
  };
}

const object = ([kind, , group, version, isNamespaced, spec]: (typeof KINDS)[number]): ApiObject => ({
  apiVersion: `${group}/${version}`,
  kind,
  metadata: { name: 'own', ...(isNamespaced && { namespace: NAMESPACE }) },
  spec,
});

const pod = (name: string): ApiObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: NAMESPACE },
  spec: { automountServiceAccountToken: false, containers: [{ name: 'c', image: 'i' }] },
});

/** What answers about the network need, but for the policies of Cilium: docs/guides/live-cluster.md. */
const RIGHTS = [
  {
    apiGroups: [''],
    resources: ['namespaces', 'pods', 'services', 'endpoints', 'nodes', 'configmaps'],
    verbs: ['list'],
  },
  {
    apiGroups: ['networking.k8s.io', 'policy.networking.k8s.io', 'crd.projectcalico.org'],
    resources: ['*'],
    verbs: ['list'],
  },
];

async function applied(cluster: Cluster): Promise<void> {
  await cluster.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } }, ...KINDS.map(definition));
  for (const kind of KINDS) await expect.poll(() => cluster.apply(object(kind)), { timeout: 30_000 }).toBeDefined();
  const rbac = { apiVersion: `${API_GROUP}/v1`, metadata: { name: USER } };
  await cluster.apply(
    pod('web'),
    pod('db'),
    { ...rbac, kind: 'ClusterRole', rules: RIGHTS },
    {
      ...rbac,
      kind: 'ClusterRoleBinding',
      roleRef: { apiGroup: API_GROUP, kind: 'ClusterRole', name: USER },
      subjects: [{ kind: 'User', apiGroup: API_GROUP, name: USER }],
    },
  );
}

async function read(kubeconfig: string): Promise<Facts> {
  const { facts } = await readCluster(
    {
      kubeconfig,
      secretValues: false,
      agent: 'watertight/test',
      surroundings: { env: {}, home: '' },
      onNotice: () => {},
    },
    { defaultNamespace: 'default' },
  );
  return facts;
}

const REQUEST = { from: `pod:${NAMESPACE}/web`, to: `pod:${NAMESPACE}/db`, port: 80, protocol: 'TCP' } as const;

describe.each(VERSIONS)('version %s', (version) => {
  describe.skipIf(!hasCluster(version))(`a real API server (needs kubernetes-${version})`, () => {
    test('every kind that is served is read; a list that is refused leaves its answers open', async () => {
      await withCluster(version, async (cluster) => {
        await applied(cluster);
        const facts = await read(cluster.admin.kubeconfig);
        const kinds = [
          ...facts.ciliumPolicies,
          ...facts.calicoPolicies,
          ...facts.calicoTiers,
          ...facts.tierPolicies,
          ...facts.gateways,
          ...facts.entries,
          ...facts.peerAuthentications,
          ...facts.destinationRules,
        ];
        const named = kinds.filter(({ name }) => name === 'own').map(({ objectKind }) => objectKind);
        expect(named.toSorted()).toEqual(KINDS.map(([kind]) => kind).toSorted());
        expect(facts.coverage.filter(({ state }) => state === 'not-read')).toEqual([]);

        const lacking = await read(cluster.as({ user: USER }).kubeconfig);
        expect([lacking.ciliumPolicies, lacking.calicoPolicies.length]).toEqual([[], 2]);
        expect(covered(lacking, 'ciliumclusterwidenetworkpolicies.cilium.io')?.state).toBe('not-read');
        const open = new CanConnect(lacking, { cni: 'cilium' }).answer(REQUEST);
        expect(open).toMatchObject({ verdict: 'undefined' });
        expect('open' in open && open.open?.join()).toContain('ciliumclusterwidenetworkpolicies.cilium.io: not read');
        // Calico's own were read, and Cilium's have no say there.
        const decided = new CanConnect(lacking, { cni: 'calico' }).answer(REQUEST);
        expect('because' in decided && JSON.stringify(decided.because.map(({ text }) => text))).not.toContain(
          'not read',
        );
      });
    });
  });
});
