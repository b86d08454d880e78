// A1: get a Secret by name.
import type { Technique } from '../graph/rule-types.ts';
import { accountManifest, APP_TO_DB, onSecrets, roleManifest, secretManifest } from './example-manifests.ts';
import { secretAsk } from './secret-asks.ts';

const db = secretManifest();

export const a1: Technique = {
  id: 'A1',
  title: 'Get a Secret',
  why: 'The verb get on secrets answers with the whole object, values included; resourceNames limits it to the Secrets named.',
  fix: 'Grant get only with resourceNames of the Secrets that the subject needs, or mount the Secret and grant nothing.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets'],
  asks: { get: secretAsk(['get'], 'carried') },
  rules: [{ type: 'grant', asks: ['get'], gains: { kind: 'secret' }, certainty: 'certain' }],
  explain: ({ from, to }) => ({ because: `${from} may get ${to}`, conditions: [] }),
  examples: {
    exposed: [
      {
        name: 'any Secret of the namespace',
        manifests: db + roleManifest({ rules: [onSecrets('get')] }),
        ...APP_TO_DB,
        certainty: 'certain',
      },
      {
        name: 'by resourceNames',
        manifests: db + roleManifest({ rules: [onSecrets('get', 'db')] }),
        ...APP_TO_DB,
        certainty: 'certain',
      },
    ],
    safe: [
      { name: 'another name', manifests: db + roleManifest({ rules: [onSecrets('get', 'other')] }), ...APP_TO_DB },
      {
        name: 'the core group is the empty string',
        manifests: db + roleManifest({ rules: ['{ apiGroups: [core], resources: [secrets], verbs: [get] }'] }),
        ...APP_TO_DB,
      },
      {
        name: 'another subject',
        manifests: db + accountManifest('app') + roleManifest({ subject: 'shop/web', rules: [onSecrets('get')] }),
        ...APP_TO_DB,
      },
    ],
  },
};
