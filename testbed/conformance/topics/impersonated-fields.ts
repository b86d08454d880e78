// What else may be impersonated beside user and groups: a UID, and extra fields.
import type { Topic } from '../row.ts';

const GET_DB = 'GET /api/v1/namespaces/{ns}/secrets/db';
const ANN = '{ns}-ann';
const annReads = 'get secrets -> user:{ns}-ann';
const UIDS = 'uids.authentication.k8s.io';
const EXTRAS = 'userextras.authentication.k8s.io';

export const impersonatedFields: Topic = {
  title: 'Impersonation of UIDs and extra fields',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/user-impersonation/',
    'kubernetes apiserver pkg/endpoints/filters/impersonation',
  ],
  rows: [
    {
      id: 'as-uid',
      rule: 'a UID is a right of its own',
      grants: [annReads, 'cluster: impersonate users', `cluster: impersonate ${UIDS} ["u-1"]`],
      request: GET_DB,
      as: { user: ANN, uid: 'u-1' },
      verdict: '200 data',
      twin: { as: { user: ANN, uid: 'u-2' }, verdict: '403', reads: 'certain' },
    },
    {
      id: 'as-uid-not-needed',
      rule: 'which nobody needs who sends none',
      grants: [annReads, 'cluster: impersonate users'],
      request: GET_DB,
      as: { user: ANN },
      verdict: '200 data',
      twin: { as: { user: ANN, uid: 'u-1' }, verdict: '403', reads: 'certain' },
    },
    {
      id: 'as-uid-alone',
      rule: 'and gives no identity by itself',
      grants: [annReads, 'cluster: impersonate users', `cluster: impersonate ${UIDS}`],
      request: GET_DB,
      as: { user: ANN, uid: 'u-1' },
      verdict: '200 data',
      twin: { grants: [annReads, `cluster: impersonate ${UIDS}`], verdict: '403' },
    },
    {
      id: 'as-extra',
      rule: 'an extra field is a subresource of userextras, its value a name',
      grants: [annReads, 'cluster: impersonate users', `cluster: impersonate ${EXTRAS}/scopes ["view"]`],
      request: GET_DB,
      as: { user: ANN, extra: { scopes: 'view' } },
      verdict: '200 data',
      twin: { as: { user: ANN, extra: { scopes: 'edit' } }, verdict: '403', reads: 'certain' },
    },
    {
      id: 'as-extra-key',
      rule: 'each key is asked for itself',
      grants: [annReads, 'cluster: impersonate users', `cluster: impersonate ${EXTRAS}/scopes`],
      request: GET_DB,
      as: { user: ANN, extra: { scopes: 'view' } },
      verdict: '200 data',
      twin: { as: { user: ANN, extra: { tenant: 'view' } }, verdict: '403', reads: 'certain' },
    },
    {
      id: 'as-extra-parent',
      rule: 'userextras without a key grants no key',
      grants: [annReads, 'cluster: impersonate users', `cluster: impersonate ${EXTRAS}/scopes`],
      request: GET_DB,
      as: { user: ANN, extra: { scopes: 'view' } },
      verdict: '200 data',
      twin: {
        grants: [annReads, 'cluster: impersonate users', `cluster: impersonate ${EXTRAS}`],
        verdict: '403',
        reads: 'certain',
      },
    },
  ],
};
