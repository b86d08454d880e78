// I8: read Secrets out of Velero's backups.
import type { Ask, Gain, Technique } from '../graph/rule-types.ts';
import { VELERO } from './data/operator-packs.ts';
import { accountsOf, controllerEvidence } from './data/operators.ts';
import {
  APP_TO_DB,
  clusterRoleManifest,
  deploymentManifest,
  onSecrets,
  roleManifest,
  secretManifest,
} from './example-manifests.ts';
import { appliedName } from './applied-name.ts';
import { READ_ANY_WAY } from './secret-asks.ts';

const GROUP = 'velero.io';
const on = (resource: string, verbs: readonly string[], names: Ask['names']): Ask => ({
  verbs,
  group: GROUP,
  resource,
  names,
});
const gains: Gain = { kind: 'readBy', place: 'own', accounts: accountsOf(VELERO) };

const server = deploymentManifest(
  '{ serviceAccountName: velero, containers: [{ name: velero, image: velero }] }',
  'velero',
  'velero',
);
const root = clusterRoleManifest({
  subject: 'velero/velero',
  name: 'velero',
  rules: ['{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }'],
});
const limited = roleManifest({
  namespace: 'bank',
  subject: 'velero/velero',
  name: 'velero',
  rules: [onSecrets('get, list')],
});
const rule = (resources: string, verbs: string, names?: string): string =>
  `{ apiGroups: [${GROUP}], resources: [${resources}], verbs: [${verbs}]${names === undefined ? '' : `, resourceNames: [${names}]`} }`;
const inVelero = (...rules: readonly string[]): string => roleManifest({ namespace: 'velero', rules });
const db = secretManifest();
const restored = `
apiVersion: ${GROUP}/v1
kind: Restore
metadata: { name: mine, namespace: velero }
spec: { backupName: nightly }
---`;

export const i8: Technique = {
  id: 'I8',
  title: 'Read Secrets out of Velero’s backups',
  why: 'Velero backs up and restores with its own ServiceAccount, usually cluster-admin, and takes its orders from objects in its own namespace. A Restore may map a namespace of the backup to another, where its author reads the Secrets; a Backup may be fetched as an archive through a DownloadRequest, whose status holds a signed address. A rule with resourceNames lets one fetch a DownloadRequest, and create what create and patch are granted for by one name. Whoever reads the bucket needs none of this.',
  fix: 'Let nobody but administrators write objects of velero.io in Velero’s namespace, and encrypt the bucket with a key of its own.',
  references: [
    'https://velero.io/docs/main/security/',
    'https://velero.io/docs/main/restore-reference/',
    'https://velero.io/docs/main/api-types/',
  ],
  asks: {
    restore: on('restores', ['create'], 'byVerb'),
    backup: on('backups', ['create'], 'byVerb'),
    request: on('downloadrequests', ['create'], 'byVerb'),
    fetch: on('downloadrequests', READ_ANY_WAY, 'byVerb'),
  },
  rules: [
    { type: 'grant', asks: ['restore'], gains, certainty: 'conditional' },
    { type: 'grant', asks: ['backup', 'request', 'fetch'], gains, certainty: 'conditional' },
  ],
  explain: ({ from, to, request, detail = 'Velero’s account', facts }) => ({
    because:
      request?.resource === 'restores'
        ? `${from} may create restores${appliedName(request)}, and ${detail} restores ${to} where it is told`
        : `${from} may create backups and fetch them, and ${detail} may read ${to}`,
    conditions:
      request?.resource === 'restores'
        ? [
            {
              text: 'a backup holds the Secret, and its author reads Secrets in some namespace that it may be restored to',
              settledBy: 'backups.velero.io, and what else the author may do',
            },
          ]
        : [
            {
              text: 'a backup storage location is there, and its address is reached',
              settledBy: 'backupstoragelocations.velero.io',
            },
          ],
    evidence: controllerEvidence(facts, detail, VELERO),
  }),
  examples: {
    exposed: [
      {
        name: 'a restore to another namespace',
        manifests: db + server + root + inVelero(rule('restores', 'create')),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'a backup, fetched',
        manifests: db + server + root + inVelero(rule('backups', 'create'), rule('downloadrequests', 'create, get')),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'a restore by a name that is free',
        manifests: db + server + root + inVelero(rule('restores', 'create, patch', 'mine')),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'a backup, fetched by a request of one name',
        manifests:
          db +
          server +
          root +
          inVelero(rule('backups, downloadrequests', 'create'), rule('downloadrequests', 'get', 'mine')),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'a restore by name with create alone',
        manifests: db + server + root + inVelero(rule('restores', 'create', 'mine')),
        ...APP_TO_DB,
      },
      {
        name: 'a restore that exists is not carried out again',
        manifests: db + server + root + restored + inVelero(rule('restores', 'create, patch', 'mine')),
        ...APP_TO_DB,
      },
      {
        name: 'a backup that cannot be fetched',
        manifests: db + server + root + inVelero(rule('backups', 'create')),
        ...APP_TO_DB,
      },
      {
        name: 'another namespace',
        manifests: db + server + root + roleManifest({ rules: [rule('restores', 'create')] }),
        ...APP_TO_DB,
      },
      {
        name: 'Velero may not read the Secret',
        manifests: db + server + limited + inVelero(rule('restores', 'create')),
        ...APP_TO_DB,
      },
      { name: 'Velero is not there', manifests: db + root + inVelero(rule('restores', 'create')), ...APP_TO_DB },
    ],
  },
};
