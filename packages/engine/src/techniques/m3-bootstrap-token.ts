// M3: use a bootstrap token.
import type { Technique } from '../graph/rule-types.ts';
import { clusterRoleManifest, roleManifest, onSecrets } from './example-manifests.ts';

const KUBEADM_GROUP = 'system:bootstrappers:kubeadm:default-node-token';
const bound = clusterRoleManifest({
  subject: 'group:system:bootstrappers',
  rules: ['{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests], verbs: [create] }'],
});
const boundExtra = bound.replace('"system:bootstrappers"', `"${KUBEADM_GROUP}"`);
const token = (
  keys = 'usage-bootstrap-authentication: "true", auth-extra-groups: not-shown',
  namespace = 'kube-system',
): string => `
apiVersion: v1
kind: Secret
metadata: { name: bootstrap-token-abcdef, namespace: ${namespace} }
type: bootstrap.kubernetes.io/token
stringData: { token-id: abcdef, token-secret: not-a-real-secret, ${keys} }
---`;
const FROM_TOKEN = { from: 'secret:kube-system/bootstrap-token-abcdef', to: 'group:system:bootstrappers' } as const;
const reader = roleManifest({ namespace: 'kube-system', rules: [onSecrets('get')] });

export const m3: Technique = {
  id: 'M3',
  title: 'Use a bootstrap token',
  why: 'A Secret of type bootstrap.kubernetes.io/token in kube-system is a bearer token: its holder is in the group system:bootstrappers and in those that the key auth-extra-groups lists, on kubeadm clusters system:bootstrappers:kubeadm:default-node-token. That group asks for node certificates (B16). Kubeconfigs, cloud keys and Argo CD’s cluster Secrets are identities elsewhere: paths end at them, and their severity is raised instead.',
  fix: 'Delete bootstrap tokens when the nodes have joined, and give them a short expiration.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/'],
  asks: {},
  rules: [{ type: 'relation', relation: 'bootstrapTokenOf', certainty: 'conditional' }],
  explain: ({ from, to }) => ({
    because: `${from} is a bootstrap token, whose holder is in ${to}`,
    conditions: [
      {
        text: 'the API server accepts bootstrap tokens, and this one has not expired',
        settledBy: 'kube-apiserver --enable-bootstrap-token-auth, and the key expiration',
      },
      ...(to === 'group:system:bootstrappers'
        ? []
        : [{ text: `its key auth-extra-groups lists ${to.slice('group:'.length)}`, settledBy: from }]),
    ],
  }),
  examples: {
    exposed: [
      { name: 'the group of every token', manifests: bound + token(), ...FROM_TOKEN, certainty: 'conditional' },
      {
        name: 'the group of kubeadm',
        manifests: boundExtra + token(),
        from: FROM_TOKEN.from,
        to: `group:${KUBEADM_GROUP}`,
        certainty: 'conditional',
      },
      {
        name: 'whoever reads the token',
        manifests: bound + token() + reader,
        from: 'serviceaccount:shop/app',
        to: FROM_TOKEN.to,
        with: ['A1'],
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'another type',
        manifests: bound + token().replace('type: bootstrap.kubernetes.io/token', 'type: Opaque'),
        ...FROM_TOKEN,
      },
      {
        name: 'a token for signing only',
        manifests: bound + token('usage-bootstrap-signing: "true", auth-extra-groups: not-shown'),
        ...FROM_TOKEN,
      },
      {
        name: 'another namespace',
        manifests: bound + token(undefined, 'shop'),
        from: 'secret:shop/bootstrap-token-abcdef',
        to: FROM_TOKEN.to,
      },
      {
        name: 'no further groups',
        manifests: boundExtra + token('usage-bootstrap-authentication: "true"'),
        from: FROM_TOKEN.from,
        to: `group:${KUBEADM_GROUP}`,
      },
    ],
  },
};
