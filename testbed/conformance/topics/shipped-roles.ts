// The roles that Kubernetes ships, bound in one namespace.
import type { Topic } from '../row.ts';

const AT = '/api/v1/namespaces/{ns}';
const GET_DB = `GET ${AT}/secrets/db`;
const VIEW = ['role ClusterRole/view'];
const EDIT = ['role ClusterRole/edit'];
const ADMIN = ['role ClusterRole/admin'];

export const shippedRoles: Topic = {
  title: 'Shipped roles, bound in a namespace',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles'],
  rows: [
    {
      id: 'role-edit-secrets',
      rule: 'edit reads Secrets; view does not',
      grants: EDIT,
      request: GET_DB,
      verdict: '200 data',
      twin: { grants: VIEW, verdict: '403' },
    },
    {
      id: 'role-view-configmaps',
      rule: 'view lists ConfigMaps and no Secrets',
      grants: VIEW,
      request: `GET ${AT}/configmaps`,
      verdict: '200',
      reads: 'no',
      twin: { request: `GET ${AT}/secrets`, verdict: '403' },
    },
    {
      id: 'role-view-logs',
      rule: 'view reads logs; it does not exec',
      grants: VIEW,
      request: 'get pods/log web @{ns}',
      verdict: 'allowed',
      twin: { request: 'create pods/exec web @{ns}', verdict: 'denied' },
    },
    {
      id: 'role-edit-exec',
      rule: 'edit may exec; it may not change roles',
      grants: EDIT,
      request: 'create pods/exec web @{ns}',
      verdict: 'allowed',
      twin: { request: 'create rolebindings.rbac.authorization.k8s.io @{ns}', verdict: 'denied' },
    },
    {
      id: 'role-edit-impersonate',
      rule: 'edit impersonates the namespace’s accounts; view does not',
      grants: EDIT,
      request: 'impersonate serviceaccounts default @{ns}',
      verdict: 'allowed',
      twin: { grants: VIEW, verdict: 'denied' },
    },
    {
      id: 'role-edit-token',
      rule: 'edit asks for tokens of accounts; view does not',
      grants: EDIT,
      request: 'create serviceaccounts/token default @{ns}',
      verdict: 'allowed',
      twin: { grants: VIEW, verdict: 'denied' },
    },
    {
      id: 'role-admin-bindings',
      rule: 'admin changes RoleBindings; edit does not',
      grants: ADMIN,
      request: 'create rolebindings.rbac.authorization.k8s.io @{ns}',
      verdict: 'allowed',
      twin: { grants: EDIT, verdict: 'denied' },
    },
    {
      id: 'role-admin-escalate',
      rule: 'admin holds neither escalate nor bind',
      grants: ['role ClusterRole/cluster-admin'],
      request: 'escalate roles.rbac.authorization.k8s.io any @{ns}',
      verdict: 'allowed',
      twin: { grants: ADMIN, verdict: 'denied' },
    },
    {
      id: 'role-admin-bind',
      rule: 'nor bind',
      grants: ['role ClusterRole/cluster-admin'],
      request: 'bind clusterroles.rbac.authorization.k8s.io cluster-admin @{ns}',
      verdict: 'allowed',
      twin: { grants: ADMIN, verdict: 'denied' },
    },
    {
      id: 'role-edit-ephemeral',
      rule: 'edit does not add ephemeral containers by the shipped policy; cluster-admin does',
      grants: ['role ClusterRole/cluster-admin'],
      request: 'patch pods/ephemeralcontainers web @{ns}',
      verdict: 'allowed',
      twin: { grants: EDIT, verdict: 'denied' },
    },
    {
      id: 'role-cluster-admin-bound',
      rule: 'cluster-admin in a RoleBinding is admin of the namespace only',
      grants: ['role ClusterRole/cluster-admin'],
      request: GET_DB,
      verdict: '200 data',
      twin: { request: 'GET /api/v1/namespaces/kube-system/secrets', verdict: '403', reads: 'certain' },
    },
    {
      id: 'role-node',
      rule: 'the role system:node, bound, reads every Secret of the namespace',
      grants: ['role ClusterRole/system:node'],
      request: GET_DB,
      verdict: '200 data',
      twin: { grants: ['role ClusterRole/system:node-proxier'], verdict: '403' },
    },
    {
      id: 'role-kind',
      rule: 'a reference to a Role is none to the ClusterRole of its name',
      grants: EDIT,
      request: GET_DB,
      verdict: '200 data',
      twin: { grants: ['role Role/edit'], verdict: '403' },
    },
  ],
};
