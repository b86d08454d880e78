// D1: create a pod of one's own design.
import type { Technique } from '../graph/rule-types.ts';
import {
  accountManifest,
  APP_TO_DB,
  clusterRoleManifest,
  podManifest,
  roleManifest,
  secretManifest,
} from './example-manifests.ts';
import { appliedName } from './applied-name.ts';
import { podConditions } from './pod-conditions.ts';

const db = secretManifest();
const web = podManifest('{ automountServiceAccountToken: false, containers: [{ name: web, image: web }] }');
const boss = accountManifest('boss');
const onPods = (verbs: string, more = ''): string => `{ apiGroups: [""], resources: [pods], verbs: [${verbs}]${more} }`;

export const d1: Technique = {
  id: 'D1',
  title: 'Create a pod',
  why: 'A pod may reference any Secret, ConfigMap and claim of its namespace and run as any of its ServiceAccounts: the API server checks the right to create the pod, not the right to read what it references. With create and patch by name, server-side apply creates the pod of that name.',
  fix: 'Do not grant create on pods where Secrets or accounts hold more than the subject; keep such Secrets in a namespace of their own.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation',
    'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
  ],
  asks: {
    create: { verbs: ['create'], group: '', resource: 'pods', names: 'byVerb' },
  },
  rules: [{ type: 'grant', asks: ['create'], gains: { kind: 'podOf', any: true }, certainty: 'conditional' }],
  explain: (step) => ({
    because: step.to.startsWith('pod:')
      ? `${step.from} may create pods of its own design${appliedName(step.request)} in ${step.namespace}`
      : `${step.from} may create a pod${appliedName(step.request)} in ${step.namespace} that ${step.to.startsWith('serviceaccount:') ? 'runs as' : 'uses'} ${step.to}`,
    conditions: podConditions(step),
  }),
  examples: {
    exposed: [
      {
        name: 'any Secret of the namespace',
        manifests: db + roleManifest({ rules: [onPods('create')] }),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'any account of the namespace',
        manifests: boss + roleManifest({ rules: [onPods('create')] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
        certainty: 'conditional',
      },
      {
        name: 'create and patch by a name that is free',
        manifests: db + roleManifest({ rules: [onPods('create, patch', ', resourceNames: [web]')] }),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'in every namespace',
        manifests: db + clusterRoleManifest({ rules: [onPods('create')] }),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'a request to create carries no name',
        manifests: db + roleManifest({ rules: [onPods('create', ', resourceNames: [web]')] }),
        ...APP_TO_DB,
      },
      {
        name: 'create and patch by a name that is taken',
        manifests: db + web + roleManifest({ rules: [onPods('create, patch', ', resourceNames: [web]')] }),
        ...APP_TO_DB,
      },
      {
        name: 'another namespace',
        manifests: db + roleManifest({ namespace: 'lab', rules: [onPods('create')] }),
        ...APP_TO_DB,
      },
      {
        name: 'deleting pods creates none',
        manifests: db + roleManifest({ rules: [onPods('delete, deletecollection, get, list, watch')] }),
        ...APP_TO_DB,
      },
      {
        name: 'pods/* is a literal',
        manifests: db + roleManifest({ rules: ['{ apiGroups: [""], resources: [pods/*], verbs: [create] }'] }),
        ...APP_TO_DB,
      },
    ],
  },
};
