// B13: create an account that a binding names and the cluster lacks.
import type { Technique } from '../graph/rule-types.ts';
import { accountManifest, clusterRoleManifest, onSecrets, roleManifest } from './example-manifests.ts';

const gone = roleManifest({ rules: [onSecrets('get')], subject: 'shop/gone', name: 'gone' });

const onAccounts = (resource: string, names?: string, verbs = 'create'): string =>
  `{ apiGroups: [""], resources: [${resource}], verbs: [${verbs}]${names === undefined ? '' : `, resourceNames: [${names}]`} }`;
const createsPods = (namespace = 'shop'): string =>
  roleManifest({ name: 'pods', namespace, rules: ['{ apiGroups: [""], resources: [pods], verbs: [create] }'] });

export const b13: Technique = {
  id: 'B13',
  title: 'Take over a dangling subject',
  why: 'A binding may name a ServiceAccount that does not exist. Whoever may create accounts in that namespace, and get a token of them or run a pod as them, is that subject.',
  fix: 'Delete bindings whose accounts are gone.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding'],
  asks: {
    create: { verbs: ['create'], group: '', resource: 'serviceaccounts', names: 'byVerb' },
    token: { verbs: ['create'], group: '', resource: 'serviceaccounts', subresource: 'token', names: 'carried' },
  },
  rules: [
    {
      type: 'join',
      holds: [
        { can: 'create', same: true },
        { can: 'token', same: true },
      ],
      gains: { kind: 'missingAccount' },
      certainty: 'conditional',
    },
    {
      type: 'join',
      holds: [{ can: 'create', same: true }, { reaches: 'podOf' }],
      gains: { kind: 'missingAccount' },
      certainty: 'conditional',
    },
  ],
  explain: ({ from, to }) => ({
    because: `${from} may create ${to}, which a binding names, and act as it`,
    conditions: [{ text: `${to} does not exist in the cluster yet`, settledBy: to }],
  }),
  examples: {
    exposed: [
      {
        name: 'create the account and a token',
        manifests:
          gone +
          roleManifest({
            rules: [
              '{ apiGroups: [""], resources: [serviceaccounts], verbs: [create] }',
              '{ apiGroups: [""], resources: [serviceaccounts/token], verbs: [create] }',
            ],
          }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/gone',
        certainty: 'conditional',
      },
      {
        name: 'a token of this account only',
        manifests:
          gone + roleManifest({ rules: [onAccounts('serviceaccounts'), onAccounts('serviceaccounts/token', 'gone')] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/gone',
        certainty: 'conditional',
      },
      {
        name: 'an account by its name',
        manifests:
          gone +
          roleManifest({
            rules: [
              onAccounts('serviceaccounts', 'gone', 'create, patch'),
              onAccounts('serviceaccounts/token', 'gone'),
            ],
          }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/gone',
        certainty: 'conditional',
      },
      {
        name: 'held in the whole cluster',
        manifests:
          gone +
          clusterRoleManifest({
            rules: ['{ apiGroups: [""], resources: [serviceaccounts, serviceaccounts/token], verbs: [create] }'],
          }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/gone',
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'create alone gives no token',
        manifests:
          gone + roleManifest({ rules: ['{ apiGroups: [""], resources: [serviceaccounts], verbs: [create] }'] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/gone',
      },
      {
        name: 'a token of an account that exists is another way',
        manifests:
          gone +
          accountManifest('gone') +
          roleManifest({
            rules: [
              '{ apiGroups: [""], resources: [serviceaccounts], verbs: [create] }',
              '{ apiGroups: [""], resources: [serviceaccounts/token], verbs: [create] }',
            ],
          }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/gone',
      },
      {
        name: 'create accounts everywhere, and pods in another namespace',
        manifests:
          gone +
          clusterRoleManifest({ name: 'accounts', rules: [onAccounts('serviceaccounts')] }) +
          createsPods('other'),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/gone',
        with: ['D1'],
      },
      {
        name: 'a token of another account',
        manifests:
          gone + roleManifest({ rules: [onAccounts('serviceaccounts'), onAccounts('serviceaccounts/token', 'other')] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/gone',
      },
      {
        name: 'an account by another name',
        manifests:
          gone +
          roleManifest({
            rules: [onAccounts('serviceaccounts', 'other', 'create, patch'), onAccounts('serviceaccounts/token')],
          }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/gone',
      },
      {
        name: 'another namespace',
        manifests:
          gone +
          roleManifest({
            namespace: 'other',
            rules: [
              '{ apiGroups: [""], resources: [serviceaccounts], verbs: [create] }',
              '{ apiGroups: [""], resources: [serviceaccounts/token], verbs: [create] }',
            ],
          }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/gone',
      },
    ],
  },
};
