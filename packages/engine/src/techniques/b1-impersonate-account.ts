// B1: impersonate a ServiceAccount.
import type { Technique } from '../graph/rule-types.ts';
import { accountManifest, roleManifest } from './example-manifests.ts';

const boss = accountManifest('boss');

export const b1: Technique = {
  id: 'B1',
  title: 'Impersonate a ServiceAccount',
  why: 'With the verb impersonate on serviceaccounts a request may be made as the account, with the groups that every account has. The account need not exist: the bindings of its name count all the same, those of the control plane in kube-system included.',
  fix: 'Remove impersonate, or limit it with resourceNames to accounts that hold little.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/'],
  asks: {
    impersonate: { verbs: ['impersonate'], group: '', resource: 'serviceaccounts', names: 'carried' },
  },
  rules: [{ type: 'grant', asks: ['impersonate'], gains: { kind: 'serviceAccount' }, certainty: 'certain' }],
  explain: ({ from, to }) => ({ because: `${from} may impersonate ${to}`, conditions: [] }),
  examples: {
    exposed: [
      {
        name: 'any account of the namespace',
        manifests:
          boss + roleManifest({ rules: ['{ apiGroups: [""], resources: [serviceaccounts], verbs: [impersonate] }'] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
        certainty: 'certain',
      },
      {
        name: 'a control plane account that the input does not hold',
        manifests: roleManifest({
          namespace: 'kube-system',
          rules: [
            '{ apiGroups: [""], resources: [serviceaccounts], verbs: [impersonate], resourceNames: [generic-garbage-collector] }',
          ],
        }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:kube-system/generic-garbage-collector',
        certainty: 'certain',
      },
      {
        name: 'an account that nothing else names',
        manifests: roleManifest({
          rules: ['{ apiGroups: [""], resources: [serviceaccounts], verbs: [impersonate], resourceNames: [nobody] }'],
        }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/nobody',
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'uids and extra fields are no identity (B4)',
        manifests:
          boss +
          roleManifest({
            rules: [
              '{ apiGroups: [authentication.k8s.io], resources: [uids, "userextras/scopes"], verbs: [impersonate] }',
            ],
          }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
      },
      {
        name: 'another name',
        manifests:
          boss +
          roleManifest({
            rules: ['{ apiGroups: [""], resources: [serviceaccounts], verbs: [impersonate], resourceNames: [other] }'],
          }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
      },
      {
        name: 'another namespace',
        manifests:
          boss +
          roleManifest({
            namespace: 'other',
            rules: ['{ apiGroups: [""], resources: [serviceaccounts], verbs: [impersonate] }'],
          }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
      },
      {
        name: 'the verb is not impersonate',
        manifests:
          boss + roleManifest({ rules: ['{ apiGroups: [""], resources: [serviceaccounts], verbs: [get, update] }'] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
      },
    ],
  },
};
