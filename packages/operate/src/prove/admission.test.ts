// Admission of a real API server decides dry runs, and callers of few rights get as far as these go.
import type { Path } from '@watertight/engine';
import { describe, expect, test } from 'vitest';
import type { ApiObject } from '../../../../testbed/cluster/client.ts';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { hasCluster } from '../../../../testbed/cluster/versions.ts';
import { waitUntil } from '../../../../testbed/cluster/wait-until.ts';
import { withCluster } from '../../../../testbed/cluster/with-cluster.ts';
import { replay } from '../testing/example-cluster.ts';
import { CREATE_POD, pathWith } from '../testing/scripted.ts';

const RBAC = 'rbac.authorization.k8s.io';
const NAMESPACE = 'prove-admission';
const APP = `serviceaccount:${NAMESPACE}/app`;
const inNamespace = (apiVersion: string, kind: string, name: string, more: object = {}): ApiObject => ({
  apiVersion,
  kind,
  metadata: { name, namespace: NAMESPACE },
  ...more,
});
const grants = (name: string, rules: readonly object[], subject: object): ApiObject[] => [
  { apiVersion: `${RBAC}/v1`, kind: 'ClusterRole', metadata: { name: `${NAMESPACE}-${name}` }, rules },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: `${NAMESPACE}-${name}` },
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: `${NAMESPACE}-${name}` },
    subjects: [subject],
  },
];
const user = (name: string): object => ({ apiGroup: RBAC, kind: 'User', name });

const POLICY = `${NAMESPACE}-no-boss`;
const OBJECTS: ApiObject[] = [
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: NAMESPACE, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
  },
  ...['default', 'app', 'boss'].map((name) => inNamespace('v1', 'ServiceAccount', name)),
  ...grants(
    'app',
    [
      { apiGroups: [''], resources: ['pods'], verbs: ['create'] },
      { apiGroups: ['apps'], resources: ['deployments'], verbs: ['create'] },
    ],
    { kind: 'ServiceAccount', namespace: NAMESPACE, name: 'app' },
  ),
  ...grants(
    'reviewer',
    [{ apiGroups: ['authorization.k8s.io'], resources: ['subjectaccessreviews'], verbs: ['create'] }],
    user('prove-reviewer'),
  ),
  ...grants(
    'actor',
    [{ apiGroups: [''], resources: ['serviceaccounts'], verbs: ['impersonate'], resourceNames: ['app'] }],
    user('prove-actor'),
  ),
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: POLICY },
    spec: {
      matchConstraints: {
        resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] }],
      },
      validations: [{ expression: "object.spec.serviceAccountName != 'boss'" }],
    },
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: POLICY },
    spec: {
      policyName: POLICY,
      validationActions: ['Deny'],
      matchResources: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': NAMESPACE } } },
    },
  },
];

const POD = { ...CREATE_POD, namespace: NAMESPACE };
const DEPLOYMENT = { ...POD, group: 'apps', resource: 'deployments' };
const d1 = (to: string, more: object = {}): Path => pathWith({ technique: 'D1', from: APP, to, request: POD, ...more });
const toNode = (technique: string, request: typeof POD): Path => {
  const own = `pod:${NAMESPACE}/*`;
  return pathWith({ technique, from: APP, to: own, request }, { technique: 'F1', from: own, to: 'node:n1' });
};

async function verdictOf(cluster: Cluster, path: Path, kubeconfig?: string): Promise<string> {
  const { steps } = await replay(cluster, [path], kubeconfig);
  return [steps[0]?.result, steps[0]?.how ?? '-', steps[0]?.status ?? '-', steps[0]?.reason].join(' | ');
}

describe.skipIf(!hasCluster('1.37'))('admission (needs kubernetes-1.37)', () => {
  test.each([
    ['a pod that asks for little', d1(`secret:${NAMESPACE}/db`), 'confirmed | dry-run | 201 | the server accepts it'],
    [
      'a pod that takes its node',
      toNode('D1', POD),
      'refuted | dry-run | 403 | Pod Security admission refuses it (restricted:latest)',
    ],
    [
      'a Deployment of such pods, whose template nobody refuses',
      toNode('D2', DEPLOYMENT),
      'refuted | dry-run | 403 | Pod Security admission refuses it (restricted:latest)',
    ],
    [
      'a Deployment of pods that ask for little',
      pathWith({ technique: 'D2', from: APP, to: `secret:${NAMESPACE}/db`, request: DEPLOYMENT }),
      'confirmed | dry-run | 201 | the server accepts it',
    ],
    ['an account that a policy allows', d1(APP), 'confirmed | dry-run | 201 | the server accepts it'],
    [
      'an account that a policy refuses',
      d1(`serviceaccount:${NAMESPACE}/boss`),
      `refuted | dry-run | 422 | ValidatingAdmissionPolicy ${POLICY} refuses what was tried`,
    ],
    [
      'an account that does not exist',
      d1(`serviceaccount:${NAMESPACE}/nobody`),
      'refuted | dry-run | 403 | the ServiceAccount nobody does not exist',
    ],
    [
      'a node, which may create mirror pods only',
      d1(`secret:${NAMESPACE}/db`, { from: 'node:prove-n1' }),
      'refuted | dry-run | 403 | NodeRestriction refuses it',
    ],
  ])('%s', async (_, path, expected) => {
    await withCluster('1.37', async (cluster) => {
      await cluster.apply(...OBJECTS);
      // A policy takes a moment to be in force.
      const boss = d1(`serviceaccount:${NAMESPACE}/boss`);
      await waitUntil(POLICY, async () => (await verdictOf(cluster, boss)).startsWith('refuted'));
      expect(await verdictOf(cluster, path)).toBe(expected);
    });
  });

  test.each([
    [
      'reviews alone',
      'prove-reviewer',
      'confirmed | access-review | 201 | the authorizers allow it; admission was not asked',
    ],
    ['impersonation alone', 'prove-actor', 'confirmed | dry-run | 201 | the server accepts it'],
    [
      'neither',
      'prove-nobody',
      'not-testable | - | 403 | the caller may neither impersonate the position nor create SubjectAccessReviews',
    ],
  ])('a caller who may do %s', async (_, name, expected) => {
    await withCluster('1.37', async (cluster) => {
      await cluster.apply(...OBJECTS);
      const { kubeconfig } = cluster.as({ user: name, groups: [] });
      expect(await verdictOf(cluster, d1(`secret:${NAMESPACE}/db`), kubeconfig)).toBe(expected);
    });
  });
});
