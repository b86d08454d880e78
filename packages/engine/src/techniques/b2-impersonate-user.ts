// B2: impersonate a user, without the user’s groups.
import type { Technique } from '../graph/rule-types.ts';
import { clusterRoleManifest, onSecrets, roleManifest } from './example-manifests.ts';

const ann = roleManifest({ rules: [onSecrets('get')], subject: 'user:ann', name: 'ann' });

export const b2: Technique = {
  id: 'B2',
  title: 'Impersonate a user',
  why: 'With the verb impersonate on users, held in the whole cluster, a request may be made as a user. The user’s groups do not come along; ServiceAccounts and the node group need rights of their own.',
  fix: 'Remove impersonate on users, or limit it with resourceNames.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/'],
  asks: {
    impersonate: { verbs: ['impersonate'], group: '', resource: 'users', names: 'carried', clusterScoped: true },
  },
  rules: [{ type: 'grant', asks: ['impersonate'], gains: { kind: 'user' }, certainty: 'certain' }],
  explain: ({ from, to }) => ({ because: `${from} may impersonate ${to}, without its groups`, conditions: [] }),
  examples: {
    exposed: [
      {
        name: 'any user',
        manifests:
          ann + clusterRoleManifest({ rules: ['{ apiGroups: [""], resources: [users], verbs: [impersonate] }'] }),
        from: 'serviceaccount:shop/app',
        to: 'user:ann',
        certainty: 'certain',
      },
      {
        name: 'by name',
        manifests:
          ann +
          clusterRoleManifest({
            rules: ['{ apiGroups: [""], resources: [users], verbs: [impersonate], resourceNames: [ann] }'],
          }),
        from: 'serviceaccount:shop/app',
        to: 'user:ann',
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'another name',
        manifests:
          ann +
          clusterRoleManifest({
            rules: ['{ apiGroups: [""], resources: [users], verbs: [impersonate], resourceNames: [bob] }'],
          }),
        from: 'serviceaccount:shop/app',
        to: 'user:ann',
      },
      {
        name: 'a RoleBinding never grants it',
        manifests: ann + roleManifest({ rules: ['{ apiGroups: [""], resources: [users], verbs: [impersonate] }'] }),
        from: 'serviceaccount:shop/app',
        to: 'user:ann',
      },
      {
        name: 'groups alone are not users',
        manifests:
          ann + clusterRoleManifest({ rules: ['{ apiGroups: [""], resources: [groups], verbs: [impersonate] }'] }),
        from: 'serviceaccount:shop/app',
        to: 'user:ann',
      },
    ],
  },
};
