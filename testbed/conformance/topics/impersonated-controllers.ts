// The accounts and users of the control plane, as whom every Secret is read.
import type { Topic } from '../row.ts';

const GET_DB = 'GET /api/v1/namespaces/{ns}/secrets/db';
export const impersonatedControllers: Topic = {
  title: 'Impersonation of the control plane',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/',
    'kubernetes apiserver pkg/endpoints/filters/impersonation',
  ],
  rows: [
    {
      id: 'as-controller-manager',
      rule: 'the user system:kube-controller-manager alone lists Secrets',
      grants: ['cluster: impersonate users ["system:kube-controller-manager"]'],
      request: 'GET /api/v1/namespaces/{ns}/secrets',
      as: { user: 'system:kube-controller-manager' },
      verdict: '200 data',
      twin: {
        grants: ['cluster: impersonate users ["system:kube-scheduler"]'],
        as: { user: 'system:kube-scheduler' },
        verdict: '403',
      },
    },
    {
      id: 'as-garbage-collector',
      rule: 'one ServiceAccount of kube-system lists every Secret',
      grants: ['kube-system: impersonate serviceaccounts ["generic-garbage-collector"]'],
      request: 'GET /api/v1/namespaces/{ns}/secrets',
      as: { user: 'system:serviceaccount:kube-system:generic-garbage-collector' },
      verdict: '200 data',
      twin: {
        grants: ['kube-system: impersonate serviceaccounts ["default"]'],
        as: { user: 'system:serviceaccount:kube-system:default' },
        verdict: '403',
      },
    },
    {
      id: 'as-namespace-controller',
      rule: 'so does the namespace controller’s',
      grants: ['kube-system: impersonate serviceaccounts ["namespace-controller"]'],
      request: 'GET /api/v1/namespaces/{ns}/secrets',
      as: { user: 'system:serviceaccount:kube-system:namespace-controller' },
      verdict: '200 data',
      twin: {
        grants: ['kube-system: impersonate serviceaccounts ["node-controller"]'],
        as: { user: 'system:serviceaccount:kube-system:node-controller' },
        verdict: '403',
      },
    },
    {
      id: 'as-resourcequota-controller',
      rule: 'and the quota controller’s, which may not get one',
      grants: ['kube-system: impersonate serviceaccounts ["resourcequota-controller"]'],
      request: 'GET /api/v1/namespaces/{ns}/secrets',
      as: { user: 'system:serviceaccount:kube-system:resourcequota-controller' },
      verdict: '200 data',
      twin: { request: GET_DB, verdict: '403', reads: 'certain' },
    },
    {
      id: 'as-token-cleaner',
      rule: 'the cleaner of old tokens holds patch and delete only, which show every Secret by name',
      grants: ['kube-system: impersonate serviceaccounts ["legacy-service-account-token-cleaner"]'],
      request: 'PATCH /api/v1/namespaces/{ns}/secrets/db?dryRun=All',
      body: {},
      contentType: 'application/merge-patch+json',
      as: { user: 'system:serviceaccount:kube-system:legacy-service-account-token-cleaner' },
      verdict: '200 data',
      twin: { request: GET_DB, verdict: '403', reads: 'certain' },
    },
    {
      id: 'as-volume-binder',
      until: '1.31',
      rule: 'until 1.31 the volume binder gets Secrets by name',
      grants: ['kube-system: impersonate serviceaccounts ["persistent-volume-binder"]'],
      request: GET_DB,
      as: { user: 'system:serviceaccount:kube-system:persistent-volume-binder' },
      verdict: '200 data',
      twin: { request: 'GET /api/v1/namespaces/{ns}/secrets', verdict: '403', reads: 'certain' },
    },
    {
      id: 'as-volume-binder-since',
      since: '1.32',
      rule: 'since 1.32 it reads none; that the controllers share a namespace gives nothing',
      grants: ['kube-system: impersonate serviceaccounts ["namespace-controller"]'],
      request: GET_DB,
      as: { user: 'system:serviceaccount:kube-system:namespace-controller' },
      verdict: '200 data',
      twin: {
        grants: ['kube-system: impersonate serviceaccounts ["persistent-volume-binder"]'],
        as: { user: 'system:serviceaccount:kube-system:persistent-volume-binder' },
        verdict: '403',
        reads: 'conditional',
      },
    },
  ],
};
