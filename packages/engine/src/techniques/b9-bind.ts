// B9: bind a role with the verb bind.
import type { Technique } from '../graph/rule-types.ts';
import { APP_TO_DB, clusterRoleManifest, roleManifest, secretManifest } from './example-manifests.ts';

const reader = `
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: reader, namespace: shop }
rules: [{ apiGroups: [""], resources: [secrets], verbs: [get] }]
---`;
const db = secretManifest();

export const b9: Technique = {
  id: 'B9',
  title: 'Bind a role to oneself',
  why: 'Whoever may create or change bindings and holds the verb bind on a role may bind it to anyone, without holding its rules. The verb counts on roles and clusterroles, not on bindings.',
  fix: 'Remove bind, or limit it with resourceNames to roles that hold little.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-binding-creation-or-update',
  ],
  asks: {
    binding: { verbs: ['create'], group: 'rbac.authorization.k8s.io', resource: 'rolebindings', names: 'byVerb' },
    change: {
      verbs: ['update', 'patch'],
      group: 'rbac.authorization.k8s.io',
      resource: 'rolebindings',
      names: 'carried',
    },
    clusterBinding: {
      verbs: ['create'],
      group: 'rbac.authorization.k8s.io',
      resource: 'clusterrolebindings',
      names: 'byVerb',
      clusterScoped: true,
    },
    changeCluster: {
      verbs: ['update', 'patch'],
      group: 'rbac.authorization.k8s.io',
      resource: 'clusterrolebindings',
      names: 'carried',
      clusterScoped: true,
    },
    bindRole: { verbs: ['bind'], group: 'rbac.authorization.k8s.io', resource: 'roles', names: 'carried' },
    bindClusterRole: {
      verbs: ['bind'],
      group: 'rbac.authorization.k8s.io',
      resource: 'clusterroles',
      names: 'carried',
    },
    bindEverywhere: {
      verbs: ['bind'],
      group: 'rbac.authorization.k8s.io',
      resource: 'clusterroles',
      names: 'carried',
      clusterScoped: true,
    },
  },
  rules: [
    { type: 'grant', asks: ['binding', 'bindRole'], gains: { kind: 'role' }, certainty: 'certain' },
    { type: 'grant', asks: ['binding', 'bindClusterRole'], gains: { kind: 'clusterRole' }, certainty: 'certain' },
    {
      type: 'grant',
      asks: ['clusterBinding', 'bindEverywhere'],
      gains: { kind: 'clusterRoleEverywhere' },
      certainty: 'certain',
    },
    { type: 'grant', asks: ['change', 'bindRole'], gains: { kind: 'role', bound: true }, certainty: 'certain' },
    {
      type: 'grant',
      asks: ['change', 'bindClusterRole'],
      gains: { kind: 'clusterRole', bound: true },
      certainty: 'certain',
    },
    {
      type: 'grant',
      asks: ['changeCluster', 'bindEverywhere'],
      gains: { kind: 'clusterRoleEverywhere', bound: true },
      certainty: 'certain',
    },
  ],
  explain: ({ from, to }) => ({ because: `${from} may bind ${to} to itself`, conditions: [] }),
  examples: {
    exposed: [
      {
        name: 'a Role by name',
        manifests:
          db +
          reader +
          roleManifest({
            rules: [
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [rolebindings], verbs: [create] }',
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [roles], verbs: [bind], resourceNames: [reader] }',
            ],
          }),
        ...APP_TO_DB,
        with: ['A1'],
        certainty: 'certain',
      },
      {
        name: 'a binding by a name that is free',
        manifests:
          db +
          reader +
          roleManifest({
            rules: [
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [rolebindings], verbs: [create, patch], resourceNames: [mine] }',
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [roles], verbs: [bind], resourceNames: [reader] }',
            ],
          }),
        ...APP_TO_DB,
        with: ['A1'],
        certainty: 'certain',
      },
      {
        name: 'a binding by name, made by update',
        manifests:
          db +
          clusterRoleManifest({
            rules: [
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [clusterrolebindings], verbs: [create, update], resourceNames: [mine] }',
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [clusterroles], verbs: [bind] }',
            ],
          }),
        ...APP_TO_DB,
        with: ['A1'],
        certainty: 'certain',
      },
      {
        name: 'any ClusterRole in the whole cluster',
        manifests:
          db +
          clusterRoleManifest({
            rules: [
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [clusterrolebindings], verbs: [create] }',
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [clusterroles], verbs: [bind] }',
            ],
          }),
        ...APP_TO_DB,
        with: ['A1'],
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'binding a role whose every rule one holds gains nothing (B10)',
        manifests:
          db +
          reader.replace('[secrets]', '[pods]') +
          roleManifest({
            rules: [
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [rolebindings], verbs: [create] }',
              '{ apiGroups: [""], resources: [pods], verbs: [get] }',
            ],
          }),
        ...APP_TO_DB,
        with: ['A1'],
      },
      {
        name: 'update alone changes no binding’s role, and none refers to this one',
        manifests:
          db +
          reader +
          roleManifest({
            rules: [
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [rolebindings], verbs: [update] }',
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [roles], verbs: [bind], resourceNames: [reader] }',
            ],
          }),
        ...APP_TO_DB,
        with: ['A1'],
      },
      {
        name: 'create by name alone',
        manifests:
          db +
          reader +
          roleManifest({
            rules: [
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [rolebindings], verbs: [create], resourceNames: [mine] }',
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [roles], verbs: [bind], resourceNames: [reader] }',
            ],
          }),
        ...APP_TO_DB,
        with: ['A1'],
      },
      {
        name: 'the binding of this name has a role, which cannot be changed',
        manifests:
          db +
          reader +
          roleManifest({
            name: 'mine',
            subject: 'user:ann',
            rules: ['{ apiGroups: [""], resources: [pods], verbs: [get] }'],
          }) +
          roleManifest({
            rules: [
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [rolebindings], verbs: [create, patch], resourceNames: [mine] }',
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [roles], verbs: [bind], resourceNames: [reader] }',
            ],
          }),
        ...APP_TO_DB,
        with: ['A1'],
      },
      {
        name: 'without bind the escalation check refuses',
        manifests:
          db +
          reader +
          roleManifest({
            rules: [
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [rolebindings], verbs: [create, update, patch] }',
            ],
          }),
        ...APP_TO_DB,
        with: ['A1'],
      },
      {
        name: 'bind on bindings does nothing',
        manifests:
          db +
          reader +
          roleManifest({
            rules: ['{ apiGroups: ["rbac.authorization.k8s.io"], resources: [rolebindings], verbs: [create, bind] }'],
          }),
        ...APP_TO_DB,
        with: ['A1'],
      },
      {
        name: 'another role',
        manifests:
          db +
          reader +
          roleManifest({
            rules: [
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [rolebindings], verbs: [create] }',
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [roles], verbs: [bind], resourceNames: [other] }',
            ],
          }),
        ...APP_TO_DB,
        with: ['A1'],
      },
    ],
  },
};
