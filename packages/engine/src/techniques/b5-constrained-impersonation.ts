// B5: read Secrets as somebody else, by constrained impersonation.
import type { Technique } from '../graph/rule-types.ts';
import {
  accountManifest,
  APP_TO_DB,
  clusterRoleManifest,
  onSecrets,
  roleManifest,
  secretManifest,
} from './example-manifests.ts';

const db = secretManifest();
const boss = accountManifest('boss') + roleManifest({ name: 'boss', subject: 'shop/boss', rules: [onSecrets('get')] });
const ann = roleManifest({ name: 'ann', subject: 'user:ann', rules: [onSecrets('list')] });
const dev = roleManifest({ name: 'dev', subject: 'group:dev', rules: [onSecrets('get', 'db')] });
const who = (verb: string, resource: string, names?: string): string =>
  `{ apiGroups: [authentication.k8s.io], resources: [${resource}], verbs: ["${verb}"]${names === undefined ? '' : `, resourceNames: [${names}]`} }`;
const on = (mode: string, verb: string, names?: string): string =>
  `{ apiGroups: [""], resources: [secrets], verbs: ["impersonate-on:${mode}:${verb}"]${names === undefined ? '' : `, resourceNames: [${names}]`} }`;
const AT = { ...APP_TO_DB, kubernetesVersion: '1.36' } as const;
const asBoss = roleManifest({
  rules: [who('impersonate:serviceaccount', 'serviceaccounts', 'boss'), on('serviceaccount', 'get')],
});

export const b5: Technique = {
  id: 'B5',
  title: 'Read as somebody else, by constrained impersonation',
  why: 'Since 1.36 (alpha in 1.35) impersonation may be granted for single actions: impersonate:serviceaccount or impersonate:user-info on the identity, in the group authentication.k8s.io, and impersonate-on:MODE:VERB on what is asked for. The request is then decided by the impersonated identity’s own rights, so a Secret is read where all three meet. In the mode user-info a group needs a user beside it, and system:masters is refused; the modes for nodes give what the node itself is given (E1).',
  fix: 'Name the identities and the Secrets in both rules, or remove impersonate-on for secrets.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/',
    'https://github.com/kubernetes/enhancements/issues/5284',
  ],
  asks: {},
  rules: [{ type: 'relation', relation: 'constrainedImpersonation', certainty: 'conditional', since: '1.36' }],
  explain: ({ from, to, detail = 'another identity', request }) => ({
    because: `${from} may ${request?.verb ?? 'impersonate'} on ${to} as ${detail}, which may read it`,
    conditions: [{ text: 'the feature ConstrainedImpersonation is on', settledBy: 'kube-apiserver --feature-gates' }],
  }),
  examples: {
    exposed: [
      { name: 'as an account', manifests: db + boss + asBoss, ...AT, certainty: 'conditional' },
      {
        name: 'as a user',
        manifests:
          db +
          ann +
          clusterRoleManifest({ rules: [who('impersonate:user-info', 'users', 'ann'), on('user-info', 'list')] }),
        ...AT,
        certainty: 'conditional',
      },
      {
        name: 'in a group, beside a user',
        manifests:
          db +
          dev +
          clusterRoleManifest({
            rules: [
              who('impersonate:user-info', 'users', 'nobody'),
              who('impersonate:user-info', 'groups', 'dev'),
              on('user-info', 'get'),
            ],
          }),
        ...AT,
        certainty: 'conditional',
      },
    ],
    safe: [
      { name: 'a version without it', manifests: db + boss + asBoss, ...APP_TO_DB, kubernetesVersion: '1.34' },
      {
        name: 'another verb than the account holds',
        manifests:
          db +
          boss +
          roleManifest({
            rules: [who('impersonate:serviceaccount', 'serviceaccounts', 'boss'), on('serviceaccount', 'list')],
          }),
        ...AT,
      },
      {
        name: 'another account',
        manifests:
          db +
          boss +
          accountManifest('web') +
          roleManifest({
            rules: [who('impersonate:serviceaccount', 'serviceaccounts', 'web'), on('serviceaccount', 'get')],
          }),
        ...AT,
      },
      {
        name: 'another Secret',
        manifests:
          db +
          boss +
          roleManifest({
            rules: [who('impersonate:serviceaccount', 'serviceaccounts', 'boss'), on('serviceaccount', 'get', 'other')],
          }),
        ...AT,
      },
      {
        name: 'the core group is for plain impersonation',
        manifests:
          db +
          boss +
          roleManifest({
            rules: [
              who('impersonate:serviceaccount', 'serviceaccounts').replace('authentication.k8s.io', '""'),
              on('serviceaccount', 'get'),
            ],
          }),
        ...AT,
      },
      {
        name: 'a group without a user',
        manifests:
          db + dev + clusterRoleManifest({ rules: [who('impersonate:user-info', 'groups'), on('user-info', 'get')] }),
        ...AT,
      },
    ],
  },
};
