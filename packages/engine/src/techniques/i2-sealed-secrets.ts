// I2: open SealedSecrets with the key of their controller.
import type { Facts } from '../facts/facts.ts';
import type { AccountName, Technique } from '../graph/rule-types.ts';
import { APP_TO_DB, onSecrets, roleManifest } from './example-manifests.ts';
import { READ_ANY_WAY } from './secret-asks.ts';

const GROUP = 'bitnami.com';
const KEY_LABEL = 'sealedsecrets.bitnami.com/sealed-secrets-key';

/** Old keys stay, so that what was sealed with them opens still; any of them may be the one. */
function sealingKeys(facts: Facts): readonly AccountName[] {
  return facts.secrets.filter(({ labels }) => labels.has(KEY_LABEL));
}

const key = (label = KEY_LABEL): string => `
apiVersion: v1
kind: Secret
metadata: { name: sealed-secrets-key, namespace: kube-system, labels: { ${label}: active } }
type: kubernetes.io/tls
stringData: { tls.crt: not-a-real-certificate, tls.key: not-a-real-key }
---`;
const sealed = (namespace = 'shop'): string => `
apiVersion: ${GROUP}/v1alpha1
kind: SealedSecret
metadata: { name: db, namespace: ${namespace} }
spec: { encryptedData: { password: bm90LXJlYWwtY2lwaGVydGV4dA== } }
---`;
const readsKey = roleManifest({
  namespace: 'kube-system',
  name: 'key',
  rules: [onSecrets('get', 'sealed-secrets-key')],
});
const readsSealed = (verbs = 'list', names?: string, resource = 'sealedsecrets'): string =>
  roleManifest({
    name: 'sealed',
    rules: [
      `{ apiGroups: [${GROUP}], resources: [${resource}], verbs: [${verbs}]${names === undefined ? '' : `, resourceNames: [${names}]`} }`,
    ],
  });
const OPENS = { ...APP_TO_DB, with: ['A1', 'A2'] } as const;

export const i2: Technique = {
  id: 'I2',
  title: 'Open SealedSecrets with the controller’s key',
  why: 'The controller of Sealed Secrets keeps its private keys in Secrets labelled sealedsecrets.bitnami.com/sealed-secrets-key. Whoever holds a key opens every SealedSecret that was sealed for it, in the cluster or in the repository where the manifests lie; SealedSecrets themselves are usually readable by many: by any of the six verbs, by name too, and a request on their status answers with the whole object.',
  fix: 'Let nobody but the controller read its keys, keep their backups offline, and seal anew after a key was read.',
  references: [
    'https://github.com/bitnami-labs/sealed-secrets#how-can-i-do-a-backup-of-my-sealedsecrets',
    'https://github.com/bitnami-labs/sealed-secrets#secret-rotation',
  ],
  asks: {
    read: { verbs: READ_ANY_WAY, group: GROUP, resource: 'sealedsecrets', names: 'byVerb' },
    readStatus: {
      verbs: ['get', 'patch', 'update'],
      group: GROUP,
      resource: 'sealedsecrets',
      subresource: 'status',
      names: 'carried',
    },
  },
  rules: (['read', 'readStatus'] as const).map((read) => ({
    type: 'join',
    holds: [{ reads: sealingKeys }, { can: read, same: true }],
    gains: { kind: 'copies', of: `${GROUP}/sealedsecrets` },
    certainty: 'conditional',
  })),
  explain: ({ from, to, facts }) => {
    const object = facts.customs.find(
      (fact) => fact.objectKind === 'SealedSecret' && to === `secret:${fact.namespace}/${fact.name}`,
    );
    return {
      because: `${from} may read a sealing key and the SealedSecret of ${to}, which that key opens`,
      conditions: [
        { text: 'the SealedSecret was sealed for a key that the input holds', settledBy: 'kubeseal --recovery-unseal' },
      ],
      ...(object !== undefined && { evidence: [{ object }] }),
    };
  },
  examples: {
    exposed: [
      {
        name: 'the key by name',
        manifests: key() + sealed() + readsKey + readsSealed(),
        ...OPENS,
        certainty: 'conditional',
      },
      {
        name: 'every Secret beside the controller',
        manifests:
          key() +
          sealed() +
          roleManifest({ namespace: 'kube-system', name: 'key', rules: [onSecrets('list')] }) +
          readsSealed('get'),
        ...OPENS,
        certainty: 'conditional',
      },
      {
        name: 'one SealedSecret by name',
        manifests: key() + sealed() + readsKey + readsSealed('get', 'db'),
        ...OPENS,
        certainty: 'conditional',
      },
      {
        name: 'one SealedSecret, selected by its name',
        manifests: key() + sealed() + readsKey + readsSealed('list', 'db'),
        ...OPENS,
        certainty: 'conditional',
      },
      {
        name: 'its status, which answers with all of it',
        manifests: key() + sealed() + readsKey + readsSealed('get', 'db', 'sealedsecrets/status'),
        ...OPENS,
        certainty: 'conditional',
      },
      {
        name: 'deletecollection of SealedSecrets',
        manifests: key() + sealed() + readsKey + readsSealed('deletecollection'),
        ...OPENS,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'another SealedSecret by name',
        manifests: key() + sealed() + readsKey + readsSealed('get', 'web'),
        ...OPENS,
      },
      {
        name: 'deletecollection carries no name',
        manifests: key() + sealed() + readsKey + readsSealed('deletecollection', 'db'),
        ...OPENS,
      },
      { name: 'without the key', manifests: key() + sealed() + readsSealed(), ...OPENS },
      { name: 'without the SealedSecret', manifests: key() + sealed() + readsKey, ...OPENS },
      {
        name: 'a Secret without the label',
        manifests: key('example.com/other') + sealed() + readsKey + readsSealed(),
        ...OPENS,
      },
      {
        name: 'SealedSecrets of another namespace',
        manifests: key() + sealed('lab') + readsKey + readsSealed(),
        from: OPENS.from,
        to: 'secret:lab/db',
        with: ['A1'],
      },
    ],
  },
};
