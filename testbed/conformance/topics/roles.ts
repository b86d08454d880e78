// Writing roles: what one holds already, and escalate.
import { API, binding, GROUP, MERGE, readers, role } from '../rbac-objects.ts';
import type { Topic } from '../row.ts';

const ROLES = `POST ${API}/namespaces/{ns}/roles?dryRun=All`;
const CLUSTER_ROLES = `POST ${API}/clusterroles?dryRun=All`;
const mayCreate = `create roles.${GROUP}`;

const clusterRole = { apiVersion: `${GROUP}/v1`, kind: 'ClusterRole', metadata: { name: '{ns}-new' }, rules: readers };
const aggregated = {
  ...clusterRole,
  rules: [],
  aggregationRule: { clusterRoleSelectors: [{ matchLabels: { x: 'y' } }] },
};
const readerRole = { ...role(readers), metadata: { name: 'readers', namespace: '{ns}' } };
const bound = { ...binding('Role', 'readers'), metadata: { name: 'bound', namespace: '{ns}' } };
const WIDEN = { rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] };
const ADD_SUBJECT = { subjects: [{ apiGroup: GROUP, kind: 'User', name: '{ns}-user' }] };

export const roles: Topic = {
  title: 'Writing roles',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping',
    'kubernetes pkg/registry/rbac/escalation_check.go, pkg/registry/rbac/*/policybased/storage.go',
  ],
  rows: [
    {
      id: 'role-held',
      rule: 'a role may be created with what the creator holds',
      grants: [mayCreate, 'get secrets'],
      request: ROLES,
      body: role(readers),
      verdict: '201',
      twin: { grants: [mayCreate], verdict: '403 afterwards' },
    },
    {
      id: 'role-held-verb',
      rule: 'every verb of it',
      grants: [mayCreate, 'get,list secrets'],
      request: ROLES,
      body: role([{ ...readers[0], verbs: ['get', 'list'] }]),
      verdict: '201',
      twin: { grants: [mayCreate, 'get secrets'], verdict: '403 afterwards' },
    },
    {
      id: 'role-held-star',
      rule: 'a star covers what it stands for, and no list of verbs covers a star',
      grants: [mayCreate, '* secrets'],
      request: ROLES,
      body: role([{ ...readers[0], verbs: ['*'] }]),
      verdict: '201',
      twin: {
        grants: [mayCreate, 'get,list,watch,create,update,patch,delete,deletecollection secrets'],
        verdict: '403 afterwards',
      },
    },
    {
      id: 'role-held-names',
      rule: 'names cover themselves only',
      grants: [mayCreate, 'get secrets'],
      request: ROLES,
      body: role(readers),
      verdict: '201',
      twin: { grants: [mayCreate, 'get secrets ["db"]'], verdict: '403 afterwards' },
    },
    {
      id: 'role-held-unnamed',
      rule: 'a rule without names covers one with names',
      grants: [mayCreate, 'get secrets'],
      request: ROLES,
      body: role([{ ...readers[0], resourceNames: ['db'] }]),
      verdict: '201',
      twin: { grants: [mayCreate, 'get secrets ["other"]'], verdict: '403 afterwards' },
    },
    {
      id: 'role-held-scope',
      rule: 'what is held in one namespace does not count in another',
      grants: [mayCreate, 'cluster: get secrets'],
      request: ROLES,
      body: role(readers),
      verdict: '201',
      twin: { grants: [mayCreate, 'default: get secrets'], verdict: '403 afterwards' },
    },
    {
      id: 'role-held-sum',
      rule: 'several rules may cover one together',
      grants: [mayCreate, 'get secrets', 'list secrets'],
      request: ROLES,
      body: role([{ ...readers[0], verbs: ['get', 'list'] }]),
      verdict: '201',
      twin: { grants: [mayCreate, 'get secrets', 'list configmaps'], verdict: '403 afterwards' },
    },
    {
      id: 'role-escalate',
      rule: 'escalate on roles lifts the limit',
      grants: [mayCreate, `escalate roles.${GROUP}`],
      request: ROLES,
      body: role(readers),
      verdict: '201',
      twin: { grants: [mayCreate, `bind roles.${GROUP}`], verdict: '403 afterwards' },
    },
    {
      id: 'role-escalate-create-name',
      rule: 'POST carries no name, so a named escalate does not help it',
      grants: [mayCreate, `escalate roles.${GROUP}`],
      request: ROLES,
      body: role(readers),
      verdict: '201',
      twin: { grants: [mayCreate, `escalate roles.${GROUP} ["new"]`], verdict: '403 afterwards' },
    },
    {
      id: 'role-escalate-kind',
      rule: 'escalate on clusterroles is none on roles',
      grants: [mayCreate, `escalate roles.${GROUP}`],
      request: ROLES,
      body: role(readers),
      verdict: '201',
      twin: { grants: [mayCreate, `cluster: escalate clusterroles.${GROUP}`], verdict: '403 afterwards' },
    },
    {
      id: 'role-escalate-update',
      rule: 'with patch and escalate on the one role that binds him, the caller takes any rule',
      grants: [`patch,escalate roles.${GROUP} ["readers"]`],
      objects: [readerRole, { ...bound, ...ADD_SUBJECT }],
      request: `PATCH ${API}/namespaces/{ns}/roles/readers?dryRun=All`,
      body: WIDEN,
      contentType: MERGE,
      verdict: '200',
      twin: { grants: [`patch roles.${GROUP} ["readers"]`], verdict: '403 afterwards' },
    },
    {
      id: 'role-escalate-alone',
      rule: 'escalate alone writes nothing',
      grants: [`update,escalate roles.${GROUP}`],
      request: `update roles.${GROUP} readers @{ns}`,
      verdict: 'allowed',
      twin: { grants: [`escalate roles.${GROUP}`], verdict: 'denied' },
    },
    {
      id: 'role-update-held',
      rule: 'a change is measured by the whole role, not by what is new in it',
      grants: [`patch roles.${GROUP}`, 'get secrets'],
      objects: [readerRole],
      request: `PATCH ${API}/namespaces/{ns}/roles/readers?dryRun=All`,
      body: { metadata: { labels: { a: 'b' } } },
      contentType: MERGE,
      verdict: '200',
      twin: { grants: [`patch roles.${GROUP}`], verdict: '403 afterwards' },
    },
    {
      id: 'clusterrole-held',
      rule: 'a ClusterRole needs what is held in the whole cluster',
      grants: [`cluster: create clusterroles.${GROUP}`, 'cluster: get secrets'],
      request: CLUSTER_ROLES,
      body: clusterRole,
      verdict: '201',
      twin: { grants: [`cluster: create clusterroles.${GROUP}`, 'get secrets'], verdict: '403 afterwards' },
    },
    {
      id: 'clusterrole-aggregation',
      rule: 'an aggregation rule needs everything, or escalate',
      grants: [`cluster: create,escalate clusterroles.${GROUP}`],
      request: CLUSTER_ROLES,
      body: aggregated,
      verdict: '201',
      twin: { grants: [`cluster: create clusterroles.${GROUP}`], verdict: '403 afterwards' },
    },
  ],
};
