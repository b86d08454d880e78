// B3: impersonate a group, together with some user.
import type { Technique } from '../graph/rule-types.ts';
import { clusterRoleManifest, onSecrets, roleManifest } from './example-manifests.ts';

const dev = roleManifest({ rules: [onSecrets('get')], subject: 'group:dev', name: 'dev' });

export const b3: Technique = {
  id: 'B3',
  title: 'Impersonate a group',
  why: 'A request may carry Impersonate-Group only beside a user, so it takes impersonate on groups and on any one user or ServiceAccount. With system:masters among the groups nothing is refused any more.',
  fix: 'Remove impersonate on groups, or limit it with resourceNames.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/'],
  asks: {
    user: { verbs: ['impersonate'], group: '', resource: 'users', names: 'carried', clusterScoped: true },
    account: { verbs: ['impersonate'], group: '', resource: 'serviceaccounts', names: 'carried' },
    group: { verbs: ['impersonate'], group: '', resource: 'groups', names: 'carried', clusterScoped: true },
  },
  rules: [
    { type: 'grant', asks: ['user', 'group'], gains: { kind: 'group' }, certainty: 'certain' },
    { type: 'grant', asks: ['account', 'group'], gains: { kind: 'group' }, certainty: 'certain' },
  ],
  explain: ({ from, to }) => ({
    because: `${from} may impersonate ${to}, beside a user that it may impersonate too`,
    conditions: [],
  }),
  examples: {
    exposed: [
      {
        name: 'any group beside one user',
        manifests:
          dev +
          clusterRoleManifest({
            rules: [
              '{ apiGroups: [""], resources: [groups], verbs: [impersonate] }',
              '{ apiGroups: [""], resources: [users], verbs: [impersonate], resourceNames: [nobody] }',
            ],
          }),
        from: 'serviceaccount:shop/app',
        to: 'group:dev',
        certainty: 'certain',
      },
      {
        name: 'the groups of one role, the account of another',
        manifests:
          dev +
          roleManifest({
            name: 'one',
            rules: ['{ apiGroups: [""], resources: [serviceaccounts], verbs: [impersonate], resourceNames: [nobody] }'],
          }) +
          clusterRoleManifest({
            name: 'two',
            rules: ['{ apiGroups: [""], resources: [groups], verbs: [impersonate], resourceNames: [dev] }'],
          }),
        from: 'serviceaccount:shop/app',
        to: 'group:dev',
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'groups alone',
        manifests:
          dev + clusterRoleManifest({ rules: ['{ apiGroups: [""], resources: [groups], verbs: [impersonate] }'] }),
        from: 'serviceaccount:shop/app',
        to: 'group:dev',
      },
      {
        name: 'another group',
        manifests:
          dev +
          clusterRoleManifest({
            rules: [
              '{ apiGroups: [""], resources: [groups], verbs: [impersonate], resourceNames: [ops] }',
              '{ apiGroups: [""], resources: [users], verbs: [impersonate] }',
            ],
          }),
        from: 'serviceaccount:shop/app',
        to: 'group:dev',
      },
      {
        name: 'a RoleBinding never grants it',
        manifests:
          dev + roleManifest({ rules: ['{ apiGroups: [""], resources: [groups, users], verbs: [impersonate] }'] }),
        from: 'serviceaccount:shop/app',
        to: 'group:dev',
      },
    ],
  },
};
