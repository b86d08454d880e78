// A3: watch Secrets; the first events carry every value.
import type { Technique } from '../graph/rule-types.ts';
import { APP_TO_DB, clusterRoleManifest, onSecrets, roleManifest, secretManifest } from './example-manifests.ts';
import { secretAsk } from './secret-asks.ts';

const db = secretManifest();

export const a3: Technique = {
  id: 'A3',
  title: 'Watch Secrets',
  why: 'A watch begins with an ADDED event of every object, values included; list is not needed.',
  fix: 'Remove watch; grant get with resourceNames instead.',
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets'],
  asks: { watch: secretAsk(['watch'], 'absent') },
  rules: [{ type: 'grant', asks: ['watch'], gains: { kind: 'secret' }, certainty: 'certain' }],
  explain: ({ from, to }) => ({
    because: `${from} may watch Secrets where ${to} is; the first events carry the values`,
    conditions: [],
  }),
  examples: {
    exposed: [
      {
        name: 'in the namespace',
        manifests: db + roleManifest({ rules: [onSecrets('watch')] }),
        ...APP_TO_DB,
        certainty: 'certain',
      },
      {
        name: 'in the whole cluster',
        manifests: db + clusterRoleManifest({ rules: [onSecrets('watch')] }),
        ...APP_TO_DB,
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'another namespace',
        manifests: db + roleManifest({ namespace: 'other', subject: 'shop/app', rules: [onSecrets('watch')] }),
        ...APP_TO_DB,
      },
      { name: 'by another name', manifests: db + roleManifest({ rules: [onSecrets('watch', 'other')] }), ...APP_TO_DB },
      {
        name: 'update answers only with what was sent',
        manifests: db + roleManifest({ rules: [onSecrets('update')] }),
        ...APP_TO_DB,
      },
    ],
  },
};
