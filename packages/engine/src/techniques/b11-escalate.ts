// B11: write any rule into a role that one is bound to.
import type { Technique } from '../graph/rule-types.ts';
import { APP_TO_DB, clusterRoleManifest, roleManifest, secretManifest } from './example-manifests.ts';

const db = secretManifest();

export const b11: Technique = {
  id: 'B11',
  title: 'Escalate a role that one holds',
  why: 'The verb escalate lifts the check that a role may only be given rules its editor holds. Whoever may also change a role that it is bound to gives itself any rule in the scope of that binding.',
  fix: 'Remove escalate; no workload needs it but the controller that aggregates roles.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#restrictions-on-role-creation-or-update'],
  asks: {
    change: { verbs: ['update', 'patch'], group: 'rbac.authorization.k8s.io', resource: 'roles', names: 'carried' },
    escalate: { verbs: ['escalate'], group: 'rbac.authorization.k8s.io', resource: 'roles', names: 'carried' },
    changeCluster: {
      verbs: ['update', 'patch'],
      group: 'rbac.authorization.k8s.io',
      resource: 'clusterroles',
      names: 'carried',
      clusterScoped: true,
    },
    escalateCluster: {
      verbs: ['escalate'],
      group: 'rbac.authorization.k8s.io',
      resource: 'clusterroles',
      names: 'carried',
      clusterScoped: true,
    },
  },
  rules: [
    { type: 'grant', asks: ['change', 'escalate'], gains: { kind: 'anyRule' }, certainty: 'certain' },
    { type: 'grant', asks: ['changeCluster', 'escalateCluster'], gains: { kind: 'anyRule' }, certainty: 'certain' },
  ],
  explain: ({ from }) => ({ because: `${from} may write any rule into a role that it is bound to`, conditions: [] }),
  examples: {
    exposed: [
      {
        name: 'its own Role',
        manifests:
          db +
          roleManifest({
            rules: [
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [roles], verbs: [patch, escalate], resourceNames: [granted] }',
            ],
          }),
        ...APP_TO_DB,
        with: ['A1'],
        certainty: 'certain',
      },
      {
        name: 'its own ClusterRole',
        manifests:
          db +
          clusterRoleManifest({
            rules: [
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [clusterroles], verbs: [update, escalate] }',
            ],
          }),
        ...APP_TO_DB,
        with: ['A1'],
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'a ClusterRole with an aggregation label holds what its editor held (B12)',
        manifests:
          db +
          clusterRoleManifest({
            rules: [
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [clusterroles], verbs: [create, update, patch] }',
            ],
          }),
        ...APP_TO_DB,
        with: ['A1'],
      },
      {
        name: 'may change one role and escalate another',
        manifests:
          db +
          roleManifest({
            rules: [
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [roles], verbs: [patch], resourceNames: [other] }',
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [roles], verbs: [escalate], resourceNames: [granted] }',
            ],
          }),
        ...APP_TO_DB,
        with: ['A1'],
      },
      {
        name: 'without escalate',
        manifests:
          db +
          roleManifest({
            rules: ['{ apiGroups: ["rbac.authorization.k8s.io"], resources: [roles], verbs: [patch, update] }'],
          }),
        ...APP_TO_DB,
        with: ['A1'],
      },
      {
        name: 'without a right to change it',
        manifests:
          db +
          roleManifest({
            rules: ['{ apiGroups: ["rbac.authorization.k8s.io"], resources: [roles], verbs: [escalate, get] }'],
          }),
        ...APP_TO_DB,
        with: ['A1'],
      },
      {
        name: 'a role that it is not bound to',
        manifests:
          db +
          roleManifest({
            rules: [
              '{ apiGroups: ["rbac.authorization.k8s.io"], resources: [roles], verbs: [patch, escalate], resourceNames: [other] }',
            ],
          }),
        ...APP_TO_DB,
        with: ['A1'],
      },
    ],
  },
};
