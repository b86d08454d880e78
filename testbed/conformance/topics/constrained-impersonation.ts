// Impersonation with limits, on by default since 1.36: two rules, one on the identity and one on what is done as it.
import type { Topic } from '../row.ts';

const GET_DB = 'GET /api/v1/namespaces/{ns}/secrets/db';
const ANN = '{ns}-ann';
const BOSS = 'system:serviceaccount:{ns}:boss';
const boss = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'boss', namespace: '{ns}' } };
const annReads = 'get secrets -> user:{ns}-ann';
const bossReads = 'get secrets -> serviceaccount:{ns}/boss';
const devsRead = 'get secrets -> group:{ns}-devs';
const USERS = 'users.authentication.k8s.io';
const GROUPS = 'groups.authentication.k8s.io';
const ACCOUNTS = 'serviceaccounts.authentication.k8s.io';
const asAnn = `cluster: impersonate:user-info ${USERS} ["{ns}-ann"]`;
const onGet = 'impersonate-on:user-info:get secrets';
const asDevs = `cluster: impersonate:user-info ${GROUPS} ["{ns}-devs"]`;
const asBoss = `impersonate:serviceaccount ${ACCOUNTS} ["boss"]`;
const onBossGet = 'impersonate-on:serviceaccount:get secrets';
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: '{ns}' },
  spec: {
    nodeName: '{ns}',
    containers: [{ name: 'web', image: 'example.test/none', envFrom: [{ secretRef: { name: 'db' } }] }],
  },
};
const asNode = 'cluster: impersonate:arbitrary-node nodes.authentication.k8s.io ["{ns}"]';
const NODE = 'system:node:{ns}';

/** What lets a request be made as a user, and no more than one verb on Secrets. */
const limited = {
  since: '1.36',
  grants: [annReads, asAnn, onGet],
  request: GET_DB,
  as: { user: ANN },
  verdict: '200 data',
  reads: 'conditional',
} as const;

export const constrainedImpersonation: Topic = {
  title: 'Impersonation with limits',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/#constrained-impersonation',
    'kubernetes apiserver pkg/endpoints/filters/impersonation/mode.go',
  ],
  rows: [
    {
      id: 'limited-user',
      rule: 'a user needs a rule on him and one on the action',
      ...limited,
      twin: { grants: [annReads, asAnn], verdict: '403', reads: 'no' },
    },
    {
      id: 'limited-user-who',
      rule: 'the rule on the action alone names nobody',
      ...limited,
      twin: { grants: [annReads, onGet], verdict: '403', reads: 'no' },
    },
    {
      id: 'limited-user-name',
      rule: 'names count',
      ...limited,
      twin: {
        grants: [annReads, `cluster: impersonate:user-info ${USERS} ["bob"]`, onGet],
        verdict: '403',
        reads: 'no',
      },
    },
    {
      id: 'limited-user-verb',
      rule: 'the action is of one verb',
      ...limited,
      twin: { grants: [annReads, asAnn, 'impersonate-on:user-info:list secrets'], verdict: '403', reads: 'no' },
    },
    {
      id: 'limited-user-resource',
      rule: 'and of one resource',
      ...limited,
      twin: { grants: [annReads, asAnn, 'impersonate-on:user-info:get configmaps'], verdict: '403', reads: 'no' },
    },
    {
      id: 'limited-user-object',
      rule: 'its resourceNames count',
      since: '1.36',
      grants: [annReads, asAnn, 'impersonate-on:user-info:get secrets ["db"]'],
      request: GET_DB,
      as: { user: ANN },
      verdict: '200 data',
      reads: 'conditional',
      twin: {
        grants: [annReads, asAnn, 'impersonate-on:user-info:get secrets ["other"]'],
        verdict: '403',
        reads: 'no',
      },
    },
    {
      id: 'limited-user-group',
      rule: 'users are of authentication.k8s.io here',
      ...limited,
      twin: { grants: [annReads, 'cluster: impersonate:user-info users', onGet], verdict: '403', reads: 'no' },
    },
    {
      id: 'limited-user-rights',
      rule: 'what the identity may not do, nobody does as it',
      ...limited,
      twin: { grants: [asAnn, onGet], verdict: '403', reads: 'no' },
    },
    {
      id: 'limited-user-bound',
      rule: 'a RoleBinding names no user',
      ...limited,
      twin: { grants: [annReads, `bound: impersonate:user-info ${USERS}`, onGet], verdict: '403', reads: 'no' },
    },
    {
      id: 'limited-group',
      rule: 'a group beside a user is a rule more',
      since: '1.36',
      grants: [devsRead, asAnn, asDevs, onGet],
      request: GET_DB,
      as: { user: ANN, groups: ['{ns}-devs'] },
      verdict: '200 data',
      reads: 'conditional',
      twin: { grants: [devsRead, asAnn, onGet], verdict: '403', reads: 'no' },
    },
    {
      id: 'limited-masters',
      rule: 'system:masters is never impersonated this way',
      since: '1.36',
      grants: [devsRead, asAnn, `cluster: impersonate:user-info ${GROUPS}`, onGet],
      request: GET_DB,
      as: { user: ANN, groups: ['{ns}-devs'] },
      verdict: '200 data',
      reads: 'conditional',
      twin: {
        grants: [asAnn, `cluster: impersonate:user-info ${GROUPS}`, onGet],
        as: { user: ANN, groups: ['system:masters'] },
        verdict: '403',
        reads: 'no',
      },
    },
    {
      id: 'limited-account',
      rule: 'a ServiceAccount has a mode of its own',
      since: '1.36',
      grants: [bossReads, asBoss, onBossGet],
      objects: [boss],
      request: GET_DB,
      as: { user: BOSS },
      verdict: '200 data',
      reads: 'conditional',
      twin: {
        grants: [bossReads, `cluster: impersonate:user-info ${USERS}`, onGet],
        verdict: '403',
        reads: 'conditional',
      },
    },
    {
      id: 'limited-account-group',
      rule: 'of authentication.k8s.io too',
      since: '1.36',
      grants: [bossReads, asBoss, onBossGet],
      objects: [boss],
      request: GET_DB,
      as: { user: BOSS },
      verdict: '200 data',
      reads: 'conditional',
      twin: {
        grants: [bossReads, 'impersonate:serviceaccount serviceaccounts', onBossGet],
        verdict: '403',
        reads: 'no',
      },
    },
    {
      id: 'limited-account-mode',
      rule: 'the action names the mode',
      since: '1.36',
      grants: [bossReads, asBoss, onBossGet],
      objects: [boss],
      request: GET_DB,
      as: { user: BOSS },
      verdict: '200 data',
      reads: 'conditional',
      twin: { grants: [bossReads, asBoss, onGet], verdict: '403', reads: 'no' },
    },
    {
      id: 'limited-node',
      rule: 'a node by name is a node, its group included',
      since: '1.36',
      grants: [asNode, 'impersonate-on:arbitrary-node:get secrets'],
      objects: [pod],
      request: GET_DB,
      as: { user: NODE },
      verdict: '200 data',
      reads: 'conditional',
      twin: {
        grants: [`cluster: impersonate:user-info ${USERS} ["system:node:{ns}"]`, onGet],
        verdict: '403',
        reads: 'no',
      },
    },
    {
      id: 'limited-node-other',
      rule: 'and reads what its pods use',
      since: '1.36',
      grants: [asNode, 'impersonate-on:arbitrary-node:get secrets'],
      objects: [pod],
      request: GET_DB,
      as: { user: NODE },
      verdict: '200 data',
      reads: 'conditional',
      twin: { objects: [{ ...pod, spec: { ...pod.spec, nodeName: '{ns}-b' } }], verdict: '403', reads: 'no' },
    },
    {
      id: 'limited-not-yet',
      rule: 'before 1.36 only the plain verb counts',
      until: '1.34',
      grants: [annReads, 'cluster: impersonate users ["{ns}-ann"]'],
      request: GET_DB,
      as: { user: ANN },
      verdict: '200 data',
      twin: { grants: [annReads, asAnn, onGet], verdict: '403' },
    },
  ],
};
