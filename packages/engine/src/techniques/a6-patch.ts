// A6: read a Secret by patching it with nothing.
import type { Technique } from '../graph/rule-types.ts';
import { APP_TO_DB, onSecrets, roleManifest, secretManifest } from './example-manifests.ts';
import { secretAsk } from './secret-asks.ts';

const db = secretManifest();

export const a6: Technique = {
  id: 'A6',
  title: 'Read a Secret by an empty patch',
  why: 'PATCH answers with the whole object. An empty patch, or dryRun=All, changes nothing and is no write in most eyes.',
  fix: 'Do not grant patch on Secrets to subjects that must not read them.',
  references: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run'],
  asks: { patch: secretAsk(['patch'], 'carried', 'dryRun=All') },
  rules: [{ type: 'grant', asks: ['patch'], gains: { kind: 'secret' }, certainty: 'certain' }],
  explain: ({ from, to }) => ({
    because: `${from} may patch ${to}; an empty patch answers with the whole object and changes nothing`,
    conditions: [],
  }),
  examples: {
    exposed: [
      {
        name: 'any Secret',
        manifests: db + roleManifest({ rules: [onSecrets('patch')] }),
        ...APP_TO_DB,
        certainty: 'certain',
      },
      {
        name: 'by resourceNames',
        manifests: db + roleManifest({ rules: [onSecrets('patch', 'db')] }),
        ...APP_TO_DB,
        certainty: 'certain',
      },
    ],
    safe: [
      { name: 'another name', manifests: db + roleManifest({ rules: [onSecrets('patch', 'other')] }), ...APP_TO_DB },
      {
        name: 'update answers only with what was sent',
        manifests: db + roleManifest({ rules: [onSecrets('update')] }),
        ...APP_TO_DB,
      },
      {
        name: 'another namespace',
        manifests: db + roleManifest({ namespace: 'other', subject: 'shop/app', rules: [onSecrets('patch')] }),
        ...APP_TO_DB,
      },
    ],
  },
};
