// B5: read Secrets as somebody else, by constrained impersonation.
import type { Explanation, StepContext, Technique } from '../graph/rule-types.ts';
import {
  accountManifest,
  APP_TO_DB,
  clusterRoleManifest,
  onSecrets,
  podManifest,
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

const APP_TO_BOSS = { ...AT, to: 'serviceaccount:shop/boss' } as const;
const agent =
  accountManifest('app') +
  podManifest('{ nodeName: n1, serviceAccountName: app, containers: [{ name: agent, image: agent }] }', 'agent');
const store = (node: string): string =>
  accountManifest('boss') +
  podManifest(
    `{ nodeName: ${node}, serviceAccountName: boss, containers: [{ name: db, image: db, envFrom: [{ secretRef: { name: db } }] }] }`,
    'store',
  );
const asNode = (mode: string, verb: string, names?: string): string =>
  clusterRoleManifest({ rules: [who(`impersonate:${mode}`, 'nodes', names), on(mode, verb)] });
const onTokens = (mode: string): string =>
  `{ apiGroups: [""], resources: [serviceaccounts/token], verbs: ["impersonate-on:${mode}:create"] }`;

function explain({ from, to, detail = 'another identity', request, doubts = [] }: StepContext): Explanation {
  const isToken = to.startsWith('serviceaccount:');
  const verb = request?.verb.startsWith('impersonate-on:') === true ? request.verb : 'impersonate';
  const what = isToken ? `which is given tokens of ${to}` : `which may read ${to}`;
  return {
    because: `${from} may ${verb === 'impersonate' ? 'act' : verb} as ${detail}, ${what}`,
    conditions: [
      { text: 'the feature ConstrainedImpersonation is on', settledBy: 'kube-apiserver --feature-gates' },
      ...doubts,
    ],
  };
}

export const b5: Technique = {
  id: 'B5',
  title: 'Read as somebody else, by constrained impersonation',
  why: 'Since 1.36 (alpha in 1.35) impersonation may be granted for single actions: impersonate:serviceaccount or impersonate:user-info on the identity, in the group authentication.k8s.io, and impersonate-on:MODE:VERB on what is asked for. The request is then decided by the impersonated identity’s own rights, so a Secret is read where all three meet. In the mode user-info a group needs a user beside it, and system:masters is refused. The modes arbitrary-node and associated-node (on nodes, in that group) give what the Node authorizer gives the node: the Secrets that its pods reference, and with impersonate-on:MODE:create on serviceaccounts/token the tokens of their accounts. An associated node is the one that the caller’s own token was issued for, a pod’s or one that was asked for; RBAC is then asked about the name *, which only a rule without resourceNames, or with that literal, allows.',
  fix: 'Name the identities and the Secrets in both rules, or remove impersonate-on for secrets.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/',
    'https://github.com/kubernetes/enhancements/issues/5284',
  ],
  asks: {},
  rules: (['constrainedImpersonation', 'constrainedNodeImpersonation'] as const).map((relation) => ({
    type: 'relation',
    relation,
    certainty: 'conditional',
    since: '1.36',
  })),
  explain,
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
      {
        name: 'as a node by name, to a Secret of its pods',
        manifests: db + store('n1') + asNode('arbitrary-node', 'get', 'n1'),
        ...AT,
        certainty: 'conditional',
      },
      {
        name: 'as any node, to the token of a pod',
        manifests:
          store('n1') +
          clusterRoleManifest({ rules: [who('impersonate:arbitrary-node', 'nodes'), onTokens('arbitrary-node')] }),
        ...APP_TO_BOSS,
        certainty: 'conditional',
      },
      {
        name: 'as the node of its own pod',
        manifests: db + agent + store('n1') + asNode('associated-node', 'list'),
        ...AT,
        certainty: 'conditional',
      },
      {
        name: 'as a node that it has a token made for',
        manifests:
          db +
          store('n2') +
          roleManifest({
            name: 'tokens',
            subject: 'user:ann',
            rules: ['{ apiGroups: [""], resources: [serviceaccounts/token], verbs: [create], resourceNames: [app] }'],
          }) +
          asNode('associated-node', 'get'),
        from: 'user:ann',
        to: AT.to,
        kubernetesVersion: '1.36',
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'another node',
        manifests: db + store('n1') + agent + asNode('arbitrary-node', 'get', 'n2'),
        ...AT,
      },
      {
        name: 'a Secret that no pod of the node references',
        manifests: db + agent + asNode('arbitrary-node', 'get'),
        ...AT,
      },
      {
        name: 'a node deletes no Secrets',
        manifests: db + store('n1') + asNode('arbitrary-node', 'delete'),
        ...AT,
      },
      {
        name: 'its own pod runs on another node',
        manifests: db + agent + store('n2') + asNode('associated-node', 'get'),
        ...AT,
      },
      {
        name: 'a node’s name for associated nodes, whose request carries *',
        manifests: db + agent + store('n1') + asNode('associated-node', 'get', 'n1'),
        ...AT,
      },
      {
        name: 'a star as a node’s name is a literal',
        manifests: db + store('n1') + asNode('arbitrary-node', 'get', '"*"'),
        ...AT,
      },
      {
        name: 'the action of another mode',
        manifests:
          db +
          store('n1') +
          clusterRoleManifest({ rules: [who('impersonate:arbitrary-node', 'nodes'), on('associated-node', 'get')] }),
        ...AT,
      },
      {
        name: 'users are not nodes',
        manifests:
          db +
          store('n1') +
          clusterRoleManifest({
            rules: [who('impersonate:user-info', 'users', '"system:node:n1"'), on('user-info', 'get')],
          }),
        ...AT,
      },
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
