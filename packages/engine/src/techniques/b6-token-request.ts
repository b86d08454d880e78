// B6: request a token of a ServiceAccount.
import type { Technique } from '../graph/rule-types.ts';
import { accountManifest, roleManifest } from './example-manifests.ts';

const boss = accountManifest('boss');

export const b6: Technique = {
  id: 'B6',
  title: 'Request a ServiceAccount token',
  why: 'Creating serviceaccounts/token answers with a token of the account, for any audience. The account must exist; resourceNames are honoured, since the name stands in the URL.',
  fix: 'Remove create on serviceaccounts/token, or limit it with resourceNames.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#token-request'],
  asks: {
    create: { verbs: ['create'], group: '', resource: 'serviceaccounts', subresource: 'token', names: 'carried' },
  },
  rules: [{ type: 'grant', asks: ['create'], gains: { kind: 'token' }, certainty: 'certain' }],
  explain: ({ from, to }) => ({ because: `${from} may request tokens of ${to}`, conditions: [] }),
  examples: {
    exposed: [
      {
        name: 'any account of the namespace',
        manifests:
          boss + roleManifest({ rules: ['{ apiGroups: [""], resources: [serviceaccounts/token], verbs: [create] }'] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
        certainty: 'certain',
      },
      {
        name: 'by name',
        manifests:
          boss +
          roleManifest({
            rules: ['{ apiGroups: [""], resources: [serviceaccounts/token], verbs: [create], resourceNames: [boss] }'],
          }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'another name',
        manifests:
          boss +
          roleManifest({
            rules: ['{ apiGroups: [""], resources: [serviceaccounts/token], verbs: [create], resourceNames: [other] }'],
          }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
      },
      {
        name: 'creating accounts gives no token',
        manifests:
          boss + roleManifest({ rules: ['{ apiGroups: [""], resources: [serviceaccounts], verbs: [create] }'] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
      },
      {
        name: 'serviceaccounts/* is a literal',
        manifests:
          boss + roleManifest({ rules: ['{ apiGroups: [""], resources: [serviceaccounts/*], verbs: [create] }'] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
      },
    ],
  },
};
