// Writing bindings: what one holds already, and bind.
import { API, binding, GROUP, MERGE, readers, role } from '../rbac-objects.ts';
import type { Topic } from '../row.ts';

const BINDINGS = `POST ${API}/namespaces/{ns}/rolebindings?dryRun=All`;
const CLUSTER_BINDINGS = `POST ${API}/clusterrolebindings?dryRun=All`;
const mayBind = `create rolebindings.${GROUP}`;

const clusterBinding = {
  ...binding('ClusterRole', 'view'),
  kind: 'ClusterRoleBinding',
  metadata: { name: '{ns}-new' },
};
const readerRole = { ...role(readers), metadata: { name: 'readers', namespace: '{ns}' } };
const bound = { ...binding('Role', 'readers'), metadata: { name: 'bound', namespace: '{ns}' } };
const ADD_SUBJECT = { subjects: [{ apiGroup: GROUP, kind: 'User', name: '{ns}-user' }] };

export const bindings: Topic = {
  title: 'Writing bindings',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping',
    'kubernetes pkg/registry/rbac/escalation_check.go, pkg/registry/rbac/*/policybased/storage.go',
  ],
  rows: [
    {
      id: 'bind',
      rule: 'bind on the role lets a binding be created to it',
      grants: [mayBind, `bind clusterroles.${GROUP} ["admin"]`],
      request: BINDINGS,
      body: binding('ClusterRole', 'admin'),
      verdict: '201',
      twin: { grants: [mayBind], verdict: '403 afterwards' },
    },
    {
      id: 'bind-name',
      rule: 'by its name',
      grants: [mayBind, `bind clusterroles.${GROUP} ["admin"]`],
      request: BINDINGS,
      body: binding('ClusterRole', 'admin'),
      verdict: '201',
      twin: { grants: [mayBind, `bind clusterroles.${GROUP} ["edit"]`], verdict: '403 afterwards' },
    },
    {
      id: 'bind-kind',
      rule: 'and kind',
      grants: [mayBind, `bind clusterroles.${GROUP}`],
      request: BINDINGS,
      body: binding('ClusterRole', 'admin'),
      verdict: '201',
      twin: { grants: [mayBind, `bind roles.${GROUP}`], verdict: '403 afterwards' },
    },
    {
      id: 'bind-on-binding',
      rule: 'bind on rolebindings does nothing',
      grants: [mayBind, `bind clusterroles.${GROUP}`],
      request: BINDINGS,
      body: binding('ClusterRole', 'admin'),
      verdict: '201',
      twin: { grants: [mayBind, `bind rolebindings.${GROUP}`], verdict: '403 afterwards' },
    },
    {
      id: 'bind-alone',
      rule: 'nor does bind without a right on bindings',
      grants: [mayBind, `bind clusterroles.${GROUP}`],
      request: BINDINGS,
      body: binding('ClusterRole', 'admin'),
      verdict: '201',
      twin: { grants: [`bind clusterroles.${GROUP}`], verdict: '403' },
    },
    {
      id: 'bind-held',
      rule: 'who holds every rule of the role may bind it without',
      grants: [mayBind, 'get secrets'],
      objects: [readerRole],
      request: BINDINGS,
      body: binding('Role', 'readers'),
      verdict: '201',
      twin: { grants: [mayBind, 'list secrets'], verdict: '403 afterwards' },
    },
    {
      id: 'bind-masters',
      rule: 'system:masters binds anything',
      subject: 'group:system:masters',
      request: BINDINGS,
      body: binding('ClusterRole', 'cluster-admin'),
      verdict: '201',
      twin: { subject: 'group:{ns}-devs', grants: [mayBind], verdict: '403 afterwards' },
    },
    {
      id: 'bind-missing',
      rule: 'with bind, a role that is missing may be bound',
      grants: [mayBind, `bind roles.${GROUP} ["ghost"]`],
      request: BINDINGS,
      body: binding('Role', 'ghost'),
      verdict: '201',
      twin: { grants: [mayBind], verdict: '404' },
    },
    {
      id: 'bind-cluster',
      rule: 'a ClusterRoleBinding needs bind in the whole cluster',
      grants: [`cluster: create clusterrolebindings.${GROUP}`, `cluster: bind clusterroles.${GROUP}`],
      request: CLUSTER_BINDINGS,
      body: clusterBinding,
      verdict: '201',
      twin: {
        grants: [`cluster: create clusterrolebindings.${GROUP}`, `bound: bind clusterroles.${GROUP}`],
        verdict: '403 afterwards',
      },
    },
    {
      id: 'bind-add-subject',
      rule: 'a subject added to a binding needs the same',
      grants: [`patch rolebindings.${GROUP}`, `bind roles.${GROUP} ["readers"]`],
      objects: [readerRole, bound],
      request: `PATCH ${API}/namespaces/{ns}/rolebindings/bound?dryRun=All`,
      body: ADD_SUBJECT,
      contentType: MERGE,
      verdict: '200',
      twin: { grants: [`patch rolebindings.${GROUP}`], verdict: '403 afterwards' },
    },
    {
      id: 'bind-role-ref',
      rule: 'the role of a binding cannot be changed',
      grants: [`patch rolebindings.${GROUP}`, `bind roles.${GROUP},clusterroles.${GROUP}`],
      objects: [readerRole, bound],
      request: `PATCH ${API}/namespaces/{ns}/rolebindings/bound?dryRun=All`,
      body: ADD_SUBJECT,
      contentType: MERGE,
      verdict: '200',
      twin: { body: { roleRef: { kind: 'ClusterRole', name: 'admin' } }, verdict: '422' },
    },
    {
      id: 'bind-named-create',
      rule: 'POST of a binding carries no name',
      grants: [mayBind, `bind clusterroles.${GROUP}`],
      request: BINDINGS,
      body: binding('ClusterRole', 'admin'),
      verdict: '201',
      twin: { grants: [`create rolebindings.${GROUP} ["new"]`, `bind clusterroles.${GROUP}`], verdict: '403' },
    },
  ],
};
