// B16: get a certificate of any node, approved by itself.
import type { Ask, Technique } from '../graph/rule-types.ts';
import { clusterRoleManifest, podManifest, roleManifest } from './example-manifests.ts';
import { READ_ANY_WAY } from './secret-asks.ts';

const pod = podManifest('{ nodeName: n1, containers: [{ name: web, image: web }] }');

/** The whole object is the answer on a subresource, too. */
const part = (subresource: string): Ask => ({
  verbs: ['get', 'patch', 'update'],
  group: 'certificates.k8s.io',
  resource: 'certificatesigningrequests',
  subresource,
  names: 'carried',
  clusterScoped: true,
});
const on = (resources: string, verbs: string, names?: string): string =>
  `{ apiGroups: [certificates.k8s.io], resources: [${resources}], verbs: [${verbs}]${names === undefined ? '' : `, resourceNames: [${names}]`} }`;
const NODECLIENT = on('certificatesigningrequests/nodeclient', 'create');
const TO_NODE = { from: 'serviceaccount:shop/app', to: 'node:n1' } as const;

export const b16: Technique = {
  id: 'B16',
  title: 'Request a node certificate',
  why: 'A request of a kubelet client certificate is approved by the cluster itself when its author holds create on certificatesigningrequests/nodeclient. It may name any node. Whatever request answers with the object then shows the certificate, one on its status or approval too. Bootstrap tokens hold this right on kubeadm clusters.',
  fix: 'Remove certificatesigningrequests/nodeclient from everyone but bootstrap tokens, and let those expire.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping/'],
  asks: {
    create: {
      verbs: ['create'],
      group: 'certificates.k8s.io',
      resource: 'certificatesigningrequests',
      names: 'byVerb',
      clusterScoped: true,
    },
    fetch: {
      verbs: READ_ANY_WAY,
      group: 'certificates.k8s.io',
      resource: 'certificatesigningrequests',
      names: 'byVerb',
      clusterScoped: true,
    },
    fetchStatus: part('status'),
    fetchApproval: part('approval'),
    nodeclient: {
      verbs: ['create'],
      group: 'certificates.k8s.io',
      resource: 'certificatesigningrequests',
      subresource: 'nodeclient',
      names: 'absent',
      clusterScoped: true,
    },
  },
  rules: ['fetch', 'fetchStatus', 'fetchApproval'].map((fetch) => ({
    type: 'grant',
    asks: ['create', fetch, 'nodeclient'],
    gains: { kind: 'allNodes' },
    certainty: 'conditional',
  })),
  explain: ({ from, to }) => ({
    because: `a certificate request of ${from} that names ${to} is approved by the cluster itself`,
    conditions: [
      {
        text: 'the cluster signs requests for kubernetes.io/kube-apiserver-client-kubelet',
        settledBy: 'kube-controller-manager --cluster-signing-cert-file',
      },
    ],
  }),
  examples: {
    exposed: [
      {
        name: 'create, get and nodeclient',
        manifests:
          pod +
          clusterRoleManifest({
            rules: [
              '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests], verbs: [create, get] }',
              '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests/nodeclient], verbs: [create] }',
            ],
          }),
        from: 'serviceaccount:shop/app',
        to: 'node:n1',
        certainty: 'conditional',
      },
      {
        name: 'by two roles',
        manifests:
          pod +
          clusterRoleManifest({
            name: 'one',
            rules: [
              '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests], verbs: [create, watch] }',
            ],
          }) +
          clusterRoleManifest({
            name: 'two',
            rules: [
              '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests/nodeclient], verbs: [create] }',
            ],
          }),
        from: 'serviceaccount:shop/app',
        to: 'node:n1',
        certainty: 'conditional',
      },
      {
        name: 'one request by its name',
        manifests:
          pod + clusterRoleManifest({ rules: [on('certificatesigningrequests', 'create, patch', 'mine'), NODECLIENT] }),
        ...TO_NODE,
        certainty: 'conditional',
      },
      {
        name: 'fetched by its status',
        manifests:
          pod +
          clusterRoleManifest({
            rules: [
              on('certificatesigningrequests', 'create'),
              on('certificatesigningrequests/status', 'get'),
              NODECLIENT,
            ],
          }),
        ...TO_NODE,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'a request by name with create alone',
        manifests:
          pod +
          clusterRoleManifest({
            rules: [
              on('certificatesigningrequests', 'create', 'mine'),
              on('certificatesigningrequests', 'get'),
              NODECLIENT,
            ],
          }),
        ...TO_NODE,
      },
      {
        name: 'without nodeclient',
        manifests:
          pod +
          clusterRoleManifest({
            rules: [
              '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests], verbs: [create, get] }',
            ],
          }),
        from: 'serviceaccount:shop/app',
        to: 'node:n1',
      },
      {
        name: 'selfnodeclient renews one’s own certificate only',
        manifests:
          pod +
          clusterRoleManifest({
            rules: [
              '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests], verbs: [create, get] }',
              '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests/selfnodeclient], verbs: [create] }',
            ],
          }),
        from: 'serviceaccount:shop/app',
        to: 'node:n1',
      },
      {
        name: 'a RoleBinding never grants it',
        manifests:
          pod +
          roleManifest({
            rules: [
              '{ apiGroups: ["certificates.k8s.io"], resources: [certificatesigningrequests, certificatesigningrequests/nodeclient], verbs: [create, get] }',
            ],
          }),
        from: 'serviceaccount:shop/app',
        to: 'node:n1',
      },
    ],
  },
};
