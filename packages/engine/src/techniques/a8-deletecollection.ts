// A8: read all Secrets by a dry-run deletecollection.
import type { Technique } from '../graph/rule-types.ts';
import { APP_TO_DB, clusterRoleManifest, onSecrets, roleManifest, secretManifest } from './example-manifests.ts';
import { secretAsk } from './secret-asks.ts';

const db = secretManifest();

export const a8: Technique = {
  id: 'A8',
  title: 'Read Secrets by a dry-run deletecollection',
  why: 'DELETE on the collection with dryRun=All answers with the list of what it would delete, values included.',
  fix: 'Remove deletecollection on Secrets.',
  references: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run'],
  asks: { deletecollection: secretAsk(['deletecollection'], 'absent', 'dryRun=All') },
  rules: [{ type: 'grant', asks: ['deletecollection'], gains: { kind: 'secret' }, certainty: 'certain' }],
  explain: ({ from, to }) => ({
    because: `${from} may delete the collection of Secrets where ${to} is; a dry run answers with all of them and deletes nothing`,
    conditions: [],
  }),
  examples: {
    exposed: [
      {
        name: 'in the namespace',
        manifests: db + roleManifest({ rules: [onSecrets('deletecollection')] }),
        ...APP_TO_DB,
        certainty: 'certain',
      },
      {
        name: 'in the whole cluster',
        manifests: db + clusterRoleManifest({ rules: [onSecrets('deletecollection')] }),
        ...APP_TO_DB,
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'with resourceNames it never matches',
        manifests: db + roleManifest({ rules: [onSecrets('deletecollection', 'db')] }),
        ...APP_TO_DB,
      },
      {
        name: 'another namespace',
        manifests:
          db + roleManifest({ namespace: 'other', subject: 'shop/app', rules: [onSecrets('deletecollection')] }),
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
