// Aggregated roles, and references that lead nowhere.
import type { ApiObject } from '../../cluster/client.ts';
import type { Topic } from '../row.ts';

const GROUP = 'rbac.authorization.k8s.io';
const GET_DB = 'GET /api/v1/namespaces/{ns}/secrets/db';
const bindsWhole = 'role ClusterRole/{ns}-whole';
const get = [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }];

function part(labels: object, rules: readonly object[] = get, name = '{ns}-part'): ApiObject {
  return { apiVersion: `${GROUP}/v1`, kind: 'ClusterRole', metadata: { name, labels }, rules };
}

function whole(selectors: readonly object[], metadata: object = {}, name = '{ns}-whole'): ApiObject {
  const aggregationRule = { clusterRoleSelectors: selectors };
  return {
    apiVersion: `${GROUP}/v1`,
    kind: 'ClusterRole',
    metadata: { name, ...metadata },
    aggregationRule,
  };
}

const one = { '{ns}/part': 'yes' };
const byLabel = whole([{ matchLabels: one }]);
const role = {
  apiVersion: `${GROUP}/v1`,
  kind: 'Role',
  metadata: { name: 'readers', namespace: '{ns}' },
  rules: get,
};
const at = (namespace: string, name: string): ApiObject => ({ ...role, metadata: { name, namespace } });
const NS_B = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: '{ns}-b' } };

export const aggregation: Topic = {
  title: 'Aggregated roles and references that lead nowhere',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles',
    'kubernetes pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go',
  ],
  rows: [
    {
      id: 'aggregate',
      rule: 'an aggregated role holds the rules of the roles that it selects',
      grants: [bindsWhole],
      objects: [part(one), byLabel],
      request: GET_DB,
      verdict: '200 data',
      twin: { objects: [part({ '{ns}/part': 'no' }), byLabel], verdict: '403' },
    },
    {
      id: 'aggregate-all-labels',
      rule: 'one selector’s labels must all match',
      grants: [bindsWhole],
      objects: [part({ ...one, '{ns}/more': 'yes' }), whole([{ matchLabels: { ...one, '{ns}/more': 'yes' } }])],
      request: GET_DB,
      verdict: '200 data',
      twin: { objects: [part(one), whole([{ matchLabels: { ...one, '{ns}/more': 'yes' } }])], verdict: '403' },
    },
    {
      id: 'aggregate-any-selector',
      rule: 'one of several selectors suffices',
      grants: [bindsWhole],
      objects: [part(one), whole([{ matchLabels: { '{ns}/other': 'x' } }, { matchLabels: one }])],
      request: GET_DB,
      verdict: '200 data',
      twin: {
        objects: [part(one), whole([{ matchLabels: { '{ns}/other': 'x' } }, { matchLabels: { '{ns}/another': 'x' } }])],
        verdict: '403',
      },
    },
    {
      id: 'aggregate-exists',
      rule: 'expressions count as labels do',
      grants: [bindsWhole],
      objects: [part(one), whole([{ matchExpressions: [{ key: '{ns}/part', operator: 'Exists' }] }])],
      request: GET_DB,
      verdict: '200 data',
      twin: {
        objects: [
          part(one),
          whole([{ matchLabels: one, matchExpressions: [{ key: '{ns}/part', operator: 'DoesNotExist' }] }]),
        ],
        verdict: '403',
      },
    },
    {
      id: 'aggregate-in',
      rule: 'In is one of the values',
      grants: [bindsWhole],
      objects: [
        part(one),
        whole([{ matchExpressions: [{ key: '{ns}/part', operator: 'In', values: ['yes', 'maybe'] }] }]),
      ],
      request: GET_DB,
      verdict: '200 data',
      twin: {
        objects: [part(one), whole([{ matchExpressions: [{ key: '{ns}/part', operator: 'In', values: ['maybe'] }] }])],
        verdict: '403',
      },
    },
    {
      id: 'aggregate-nested',
      rule: 'an aggregated role may be part of another',
      grants: [bindsWhole],
      objects: [
        part(one),
        whole([{ matchLabels: one }], { labels: { '{ns}/outer': 'yes' } }, '{ns}-inner'),
        whole([{ matchLabels: { '{ns}/outer': 'yes' } }]),
      ],
      request: GET_DB,
      verdict: '200 data',
      twin: {
        objects: [
          part(one),
          whole([{ matchLabels: one }], {}, '{ns}-inner'),
          whole([{ matchLabels: { '{ns}/outer': 'yes' } }]),
        ],
        verdict: '403',
      },
    },
    {
      id: 'aggregate-roles',
      rule: 'a Role is no part, whatever its labels',
      grants: [bindsWhole],
      objects: [part(one), byLabel],
      request: GET_DB,
      verdict: '200 data',
      twin: {
        objects: [{ ...role, metadata: { name: 'part', namespace: '{ns}', labels: one } }, byLabel],
        verdict: '403',
      },
    },
    {
      id: 'dangling-role',
      rule: 'a binding to a role that is missing grants nothing',
      grants: ['role Role/readers'],
      objects: [role],
      request: GET_DB,
      verdict: '200 data',
      twin: { objects: [], verdict: '403' },
    },
    {
      id: 'dangling-clusterrole',
      rule: 'nor does one to a ClusterRole that is missing',
      grants: ['role ClusterRole/{ns}-part'],
      objects: [part({})],
      request: GET_DB,
      verdict: '200 data',
      twin: { objects: [], verdict: '403' },
    },
    {
      id: 'dangling-namespace',
      rule: 'a Role is looked for in the binding’s namespace',
      grants: ['role Role/readers'],
      objects: [role],
      request: GET_DB,
      verdict: '200 data',
      twin: { objects: [NS_B, at('{ns}-b', 'readers')], verdict: '403' },
    },
    {
      id: 'dangling-beside',
      rule: 'what is missing takes nothing from other bindings',
      grants: ['role Role/ghost', 'get secrets'],
      request: GET_DB,
      verdict: '200 data',
      twin: { grants: ['role Role/ghost', 'get configmaps'], verdict: '403' },
    },
    {
      id: 'dangling-account',
      rule: 'a binding counts for an account that does not exist, once somebody speaks as it',
      grants: ['get secrets -> serviceaccount:{ns}/ghost'],
      subject: 'serviceaccount:{ns}/ghost',
      request: GET_DB,
      verdict: '200 data',
      twin: { subject: 'serviceaccount:{ns}/spirit', verdict: '403' },
    },
  ],
};
