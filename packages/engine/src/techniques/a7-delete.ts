// A7: read a Secret by a dry-run delete.
import type { Technique } from '../graph/rule-types.ts';
import { APP_TO_DB, onSecrets, roleManifest, secretManifest } from './example-manifests.ts';
import { secretAsk } from './secret-asks.ts';

const db = secretManifest();

export const a7: Technique = {
  id: 'A7',
  title: 'Read a Secret by a dry-run delete',
  why: 'DELETE with dryRun=All and propagationPolicy=Foreground answers with the whole object and deletes nothing.',
  fix: 'Do not grant delete on Secrets to subjects that must not read them.',
  references: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run'],
  asks: { delete: secretAsk(['delete'], 'carried', 'dryRun=All&propagationPolicy=Foreground') },
  rules: [{ type: 'grant', asks: ['delete'], gains: { kind: 'secret' }, certainty: 'certain' }],
  explain: ({ from, to }) => ({
    because: `${from} may delete ${to}; a dry run in the foreground answers with the whole object and deletes nothing`,
    conditions: [],
  }),
  examples: {
    exposed: [
      {
        name: 'any Secret',
        manifests: db + roleManifest({ rules: [onSecrets('delete')] }),
        ...APP_TO_DB,
        certainty: 'certain',
      },
      {
        name: 'by resourceNames',
        manifests: db + roleManifest({ rules: [onSecrets('delete', 'db')] }),
        ...APP_TO_DB,
        certainty: 'certain',
      },
    ],
    safe: [
      { name: 'another name', manifests: db + roleManifest({ rules: [onSecrets('delete', 'other')] }), ...APP_TO_DB },
      {
        name: 'create answers only with what was sent',
        manifests: db + roleManifest({ rules: [onSecrets('create')] }),
        ...APP_TO_DB,
      },
      {
        name: 'another namespace',
        manifests: db + roleManifest({ namespace: 'other', subject: 'shop/app', rules: [onSecrets('delete')] }),
        ...APP_TO_DB,
      },
    ],
  },
};
