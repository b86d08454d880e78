// A5: list Secrets through a rule whose resourceNames hold the empty string.
import type { Technique } from '../graph/rule-types.ts';
import { APP_TO_DB, onSecrets, roleManifest, secretManifest } from './example-manifests.ts';
import { secretAsk } from './secret-asks.ts';

const db = secretManifest();

export const a5: Technique = {
  id: 'A5',
  title: 'List Secrets by an empty resource name',
  why: 'A request without a name has the name "". A rule with "" in resourceNames allows the nameless list and watch of all Secrets.',
  fix: 'Remove the empty string from resourceNames.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources'],
  asks: { nameless: secretAsk(['list', 'watch', 'deletecollection'], 'emptyString') },
  rules: [{ type: 'grant', asks: ['nameless'], gains: { kind: 'secret' }, certainty: 'certain' }],
  explain: ({ from, to }) => ({
    because: `${from} may list all Secrets where ${to} is: resourceNames holds the empty name, which nameless requests carry`,
    conditions: [],
  }),
  examples: {
    exposed: [
      {
        name: 'list',
        manifests: db + roleManifest({ rules: [onSecrets('list', '""')] }),
        ...APP_TO_DB,
        certainty: 'certain',
      },
      {
        name: 'watch, beside another name',
        manifests: db + roleManifest({ rules: [onSecrets('watch', 'other, ""')] }),
        ...APP_TO_DB,
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'get always carries a name',
        manifests: db + roleManifest({ rules: [onSecrets('get', '""')] }),
        ...APP_TO_DB,
      },
      { name: 'another name', manifests: db + roleManifest({ rules: [onSecrets('list', 'other')] }), ...APP_TO_DB },
      {
        name: 'another namespace',
        manifests: db + roleManifest({ namespace: 'other', subject: 'shop/app', rules: [onSecrets('list', '""')] }),
        ...APP_TO_DB,
      },
    ],
  },
};
