// A4: list or watch one Secret by a field selector on its name.
import type { Technique } from '../graph/rule-types.ts';
import { APP_TO_DB, onSecrets, roleManifest, secretManifest } from './example-manifests.ts';
import { secretAsk } from './secret-asks.ts';

const db = secretManifest();

export const a4: Technique = {
  id: 'A4',
  title: 'List or watch a Secret by name',
  why: 'The API server takes the name from fieldSelector=metadata.name=X, so a rule with resourceNames allows list and watch of that one Secret. It does not need get.',
  fix: 'Remove list and watch from rules with resourceNames, unless the client needs to follow the Secret.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources'],
  asks: { named: secretAsk(['list', 'watch'], 'selector') },
  rules: [{ type: 'grant', asks: ['named'], gains: { kind: 'secret' }, certainty: 'certain' }],
  explain: ({ from, to }) => ({ because: `${from} may list or watch ${to} by its name`, conditions: [] }),
  examples: {
    exposed: [
      {
        name: 'list by name',
        manifests: db + roleManifest({ rules: [onSecrets('list', 'db')] }),
        ...APP_TO_DB,
        certainty: 'certain',
      },
      {
        name: 'watch by name',
        manifests: db + roleManifest({ rules: [onSecrets('watch', 'db')] }),
        ...APP_TO_DB,
        certainty: 'certain',
      },
    ],
    safe: [
      { name: 'another name', manifests: db + roleManifest({ rules: [onSecrets('list', 'other')] }), ...APP_TO_DB },
      {
        name: 'deletecollection never carries a name',
        manifests: db + roleManifest({ rules: [onSecrets('deletecollection', 'db')] }),
        ...APP_TO_DB,
      },
      {
        name: 'a star in resourceNames is a literal',
        manifests: db + roleManifest({ rules: [onSecrets('list', '"*"')] }),
        ...APP_TO_DB,
      },
    ],
  },
};
