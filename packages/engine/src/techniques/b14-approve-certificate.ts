// B14: have a client certificate of any user approved.
import type { Technique } from '../graph/rule-types.ts';
import { clusterRoleManifest, onSecrets, roleManifest } from './example-manifests.ts';

const ann = roleManifest({ rules: [onSecrets('get')], subject: 'user:ann', name: 'ann' });

const named = (names?: string): string => (names === undefined ? '' : `, resourceNames: [${names}]`);
const onRequests = (verbs: string, names?: string): string =>
  `{ apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests], verbs: [${verbs}]${named(names)} }`;
const approves = (names?: string): string =>
  `{ apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests/approval], verbs: [update]${named(names)} }`;
const SIGNER =
  '{ apiGroups: [certificates.k8s.io], resources: [signers], verbs: [approve], resourceNames: [kubernetes.io/kube-apiserver-client] }';

export const b14: Technique = {
  id: 'B14',
  title: 'Approve a client certificate of any user',
  why: 'A certificate request for the signer kubernetes.io/kube-apiserver-client may name any user and group but system:masters. It takes create on the request, update or patch on its approval, and approve on the signer: a request on the approval answers with the whole object, and so with the certificate once it is signed.',
  fix: 'Remove approve on the signer, or the right to approve requests.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/'],
  asks: {
    create: {
      verbs: ['create'],
      group: 'certificates.k8s.io',
      resource: 'certificatesigningrequests',
      names: 'byVerb',
      clusterScoped: true,
    },
    approval: {
      verbs: ['update', 'patch'],
      group: 'certificates.k8s.io',
      resource: 'certificatesigningrequests',
      subresource: 'approval',
      names: 'carried',
      clusterScoped: true,
    },
    approve: {
      verbs: ['approve'],
      group: 'certificates.k8s.io',
      resource: 'signers',
      names: 'carried',
      clusterScoped: true,
      accepts: ['kubernetes.io/kube-apiserver-client', 'kubernetes.io/*'],
    },
  },
  rules: (['certifiedUser', 'certifiedGroup', 'node', 'serviceAccount'] as const).map((kind) => ({
    type: 'join',
    holds: [{ can: 'create', same: true }, { can: 'approval', same: true }, { can: 'approve' }],
    gains: { kind, any: true },
    certainty: 'conditional',
  })),
  explain: ({ from, to }) => ({
    because: `${from} may request, approve and so be given a client certificate that names ${to}`,
    conditions: [
      {
        text: 'the cluster signs requests for kubernetes.io/kube-apiserver-client',
        settledBy: 'kube-controller-manager --cluster-signing-cert-file',
      },
    ],
  }),
  examples: {
    exposed: [
      {
        name: 'one principal holds all',
        manifests:
          ann +
          clusterRoleManifest({
            rules: [
              '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests], verbs: [create, get] }',
              '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests/approval], verbs: [update] }',
              '{ apiGroups: ["certificates.k8s.io"], resources: [signers], verbs: [approve], resourceNames: [kubernetes.io/kube-apiserver-client] }',
            ],
          }),
        from: 'serviceaccount:shop/app',
        to: 'user:ann',
        certainty: 'conditional',
      },
      {
        name: 'every signer of the domain',
        manifests:
          ann +
          clusterRoleManifest({
            rules: [
              '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests], verbs: [create, list] }',
              '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests/approval], verbs: [patch] }',
              '{ apiGroups: ["certificates.k8s.io"], resources: [signers], verbs: [approve], resourceNames: [kubernetes.io/*] }',
            ],
          }),
        from: 'serviceaccount:shop/app',
        to: 'user:ann',
        certainty: 'conditional',
      },
      {
        name: 'the approval answers with the certificate',
        manifests: ann + clusterRoleManifest({ rules: [onRequests('create'), approves(), SIGNER] }),
        from: 'serviceaccount:shop/app',
        to: 'user:ann',
        certainty: 'conditional',
      },
      {
        name: 'one request by its name',
        manifests:
          ann + clusterRoleManifest({ rules: [onRequests('create, patch', 'mine'), approves('mine'), SIGNER] }),
        from: 'serviceaccount:shop/app',
        to: 'user:ann',
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'a request by one name, its approval by another',
        manifests:
          ann + clusterRoleManifest({ rules: [onRequests('create, patch', 'mine'), approves('other'), SIGNER] }),
        from: 'serviceaccount:shop/app',
        to: 'user:ann',
      },
      {
        name: 'a request by name with create alone',
        manifests: ann + clusterRoleManifest({ rules: [onRequests('create', 'mine'), approves('mine'), SIGNER] }),
        from: 'serviceaccount:shop/app',
        to: 'user:ann',
      },
      {
        name: 'signing needs the key of a CA (B15)',
        manifests:
          ann +
          clusterRoleManifest({
            rules: [
              '{ apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests], verbs: [create, get] }',
              '{ apiGroups: [certificates.k8s.io], resources: [certificatesigningrequests/status], verbs: [update] }',
              '{ apiGroups: [certificates.k8s.io], resources: [signers], verbs: [sign] }',
            ],
          }),
        from: 'serviceaccount:shop/app',
        to: 'user:ann',
      },
      {
        name: 'another signer',
        manifests:
          ann +
          clusterRoleManifest({
            rules: [
              '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests], verbs: [create, get] }',
              '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests/approval], verbs: [update] }',
              '{ apiGroups: ["certificates.k8s.io"], resources: [signers], verbs: [approve], resourceNames: [example.com/*] }',
            ],
          }),
        from: 'serviceaccount:shop/app',
        to: 'user:ann',
      },
      {
        name: 'without approve on a signer',
        manifests:
          ann +
          clusterRoleManifest({
            rules: [
              '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests], verbs: [create, get] }',
              '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests/approval], verbs: [update] }',
            ],
          }),
        from: 'serviceaccount:shop/app',
        to: 'user:ann',
      },
      {
        name: 'system:masters is refused',
        manifests:
          ann +
          clusterRoleManifest({
            rules: [
              '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests], verbs: [create, get] }',
              '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests/approval], verbs: [update] }',
              '{ apiGroups: ["certificates.k8s.io"], resources: [signers], verbs: [approve], resourceNames: [kubernetes.io/kube-apiserver-client] }',
            ],
          }),
        from: 'serviceaccount:shop/app',
        to: 'group:system:masters',
      },
    ],
  },
};
