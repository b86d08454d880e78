// I4: have cert-manager send a Secret to a server of one's own.
import type { Facts } from '../facts/facts.ts';
import type { Ask, Technique } from '../graph/rule-types.ts';
import { CERT_MANAGER } from './data/operator-packs.ts';
import { accountsOf, isInstalled } from './data/operators.ts';
import {
  APP_TO_DB,
  clusterRoleManifest,
  deploymentManifest,
  roleManifest,
  secretManifest,
} from './example-manifests.ts';

const GROUP = 'cert-manager.io';
const isThere = (facts: Facts): boolean => isInstalled(facts, [GROUP], CERT_MANAGER);
const ask = (resource: string, verbs: readonly string[], names: Ask['names'], clusterScoped?: true): Ask => ({
  verbs,
  group: GROUP,
  resource,
  names,
  ...(clusterScoped && { clusterScoped }),
});

const controller = deploymentManifest(
  '{ serviceAccountName: cert-manager, containers: [{ name: c, image: cert-manager-controller }] }',
  'cert-manager',
  'certs',
);
const on = (resource: string, verbs: string): string =>
  `{ apiGroups: [${GROUP}], resources: [${resource}], verbs: [${verbs}] }`;
const db = secretManifest();
const account = secretManifest('acme-account', 'certs');
const TO_ACCOUNT = { from: 'serviceaccount:shop/app', to: 'secret:certs/acme-account' } as const;

export const i4: Technique = {
  id: 'I4',
  title: 'Have cert-manager send a Secret to a server of one’s own',
  why: 'An Issuer of type vault names a server and a Secret of its own namespace whose value cert-manager sends there as a token; a ClusterIssuer takes the Secret from cert-manager’s own namespace. The author chooses the server, so it gets the value. Certificates write Secrets and read none; what a CA issuer signs counts only where something trusts that CA.',
  fix: 'Let tenants write Certificates only, and limit cert-manager’s egress to the issuers in use.',
  references: [
    'https://cert-manager.io/docs/configuration/vault/#authenticating-with-a-token',
    'https://cert-manager.io/docs/configuration/#cluster-resource-namespace',
  ],
  asks: {
    create: ask('issuers', ['create'], 'absent'),
    change: ask('issuers', ['update', 'patch'], 'carried'),
    createCluster: ask('clusterissuers', ['create'], 'absent', true),
    changeCluster: ask('clusterissuers', ['update', 'patch'], 'carried', true),
  },
  rules: [
    { type: 'grant', asks: ['create'], gains: { kind: 'secret', any: true }, certainty: 'conditional', when: isThere },
    { type: 'grant', asks: ['change'], gains: { kind: 'secret', any: true }, certainty: 'conditional', when: isThere },
    {
      type: 'grant',
      asks: ['createCluster'],
      gains: { kind: 'secretsBeside', accounts: accountsOf(CERT_MANAGER) },
      certainty: 'conditional',
    },
    {
      type: 'grant',
      asks: ['changeCluster'],
      gains: { kind: 'secretsBeside', accounts: accountsOf(CERT_MANAGER) },
      certainty: 'conditional',
    },
  ],
  explain: ({ from, to, request }) => ({
    because: `${from} may ${request?.verb ?? 'write'} ${request?.resource ?? 'issuers'} that name a server of its own, to which cert-manager sends ${to} as a token`,
    conditions: [
      {
        text: 'cert-manager reaches the address that the issuer names',
        settledBy: 'egress of the cert-manager controller',
      },
      ...(request?.resource === 'clusterissuers'
        ? [
            {
              text: 'cert-manager’s cluster resource namespace is its own',
              settledBy: 'its argument --cluster-resource-namespace',
            },
          ]
        : []),
    ],
  }),
  examples: {
    exposed: [
      {
        name: 'an Issuer',
        manifests: db + controller + roleManifest({ rules: [on('issuers', 'create')] }),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'a ClusterIssuer',
        manifests: account + controller + clusterRoleManifest({ rules: [on('clusterissuers', 'patch')] }),
        ...TO_ACCOUNT,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'cert-manager is not there',
        manifests: db + roleManifest({ rules: [on('issuers', 'create')] }),
        ...APP_TO_DB,
      },
      {
        name: 'Certificates',
        manifests: db + controller + roleManifest({ rules: [on('certificates', 'create')] }),
        ...APP_TO_DB,
      },
      {
        name: 'an Issuer of another namespace',
        manifests: account + controller + roleManifest({ rules: [on('issuers', 'create')] }),
        ...TO_ACCOUNT,
      },
      {
        name: 'a ClusterIssuer takes no Secrets of other namespaces',
        manifests: db + controller + clusterRoleManifest({ rules: [on('clusterissuers', 'create')] }),
        ...APP_TO_DB,
      },
    ],
  },
};
