// B13: create an account that a binding names and the cluster lacks.
import type { Technique } from '../graph/rule-types.ts';
import { accountManifest, clusterRoleManifest, onSecrets, roleManifest } from './example-manifests.ts';

const gone = roleManifest({ rules: [onSecrets('get')], subject: 'shop/gone', name: 'gone' });

export const b13: Technique = {
  id: 'B13',
  title: 'Take over a dangling subject',
  why: 'A binding may name a ServiceAccount that does not exist. Whoever may create accounts in that namespace, and get a token of them or run a pod as them, is that subject.',
  fix: 'Delete bindings whose accounts are gone.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#rolebinding-and-clusterrolebinding'],
  asks: {
    create: { verbs: ['create'], group: '', resource: 'serviceaccounts', names: 'absent' },
    token: { verbs: ['create'], group: '', resource: 'serviceaccounts', subresource: 'token', names: 'carried' },
  },
  rules: [
    {
      type: 'join',
      holds: [{ can: 'create' }, { can: 'token' }],
      gains: { kind: 'missingAccount' },
      certainty: 'conditional',
    },
    {
      type: 'join',
      holds: [{ can: 'create' }, { reaches: 'podOf' }],
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
