// A2: list Secrets, values included.
import type { Technique } from '../graph/rule-types.ts';
import { APP_TO_DB, clusterRoleManifest, onSecrets, roleManifest, secretManifest } from './example-manifests.ts';
import { secretAsk } from './secret-asks.ts';

const db = secretManifest();

export const a2: Technique = {
  id: 'A2',
  title: 'List Secrets',
  why: 'The verb list on secrets answers with whole objects. kubectl shows a table without values; the API does not leave them out.',
  fix: 'Remove list; grant get with resourceNames instead.',
  references: [
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets',
    'https://github.com/kubernetes/kubernetes/issues/110850',
  ],
  asks: { list: secretAsk(['list'], 'absent') },
  rules: [{ type: 'grant', asks: ['list'], gains: { kind: 'secret' }, certainty: 'certain' }],
  explain: ({ from, to }) => ({
    because: `${from} may list Secrets where ${to} is; the list holds the values`,
    conditions: [],
  }),
  examples: {
    exposed: [
      {
        name: 'in the namespace',
        manifests: db + roleManifest({ rules: [onSecrets('list')] }),
        ...APP_TO_DB,
        certainty: 'certain',
      },
      {
        name: 'in the whole cluster',
        manifests: db + clusterRoleManifest({ rules: [onSecrets('list')] }),
        ...APP_TO_DB,
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'another namespace',
        manifests: db + roleManifest({ namespace: 'other', subject: 'shop/app', rules: [onSecrets('list')] }),
        ...APP_TO_DB,
      },
      {
        name: 'by a name that the request does not carry',
        manifests: db + roleManifest({ rules: [onSecrets('list', 'other')] }),
        ...APP_TO_DB,
      },
      {
        name: 'create answers only with what was sent',
        manifests: db + roleManifest({ rules: [onSecrets('create')] }),
        ...APP_TO_DB,
      },
    ],
  },
};
