// B7: create a token Secret and read it.
import type { Technique } from '../graph/rule-types.ts';
import { accountManifest, onSecrets, roleManifest, secretManifest } from './example-manifests.ts';
import { READ_ANY_WAY, secretAsk } from './secret-asks.ts';

const boss = accountManifest('boss');

export const b7: Technique = {
  id: 'B7',
  title: 'Make a token Secret and read it',
  why: 'A Secret of type kubernetes.io/service-account-token that names an account is filled with a token that does not expire. Creating it takes create on secrets; any of the six disclosing verbs then reads it. With create and patch by name, server-side apply creates the Secret of that name, and its answer is the Secret.',
  fix: 'Do not grant create on Secrets together with any verb that reads them, in namespaces whose accounts hold more.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets'],
  asks: {
    create: secretAsk(['create'], 'byVerb'),
    read: { ...secretAsk(READ_ANY_WAY, 'byVerb'), fresh: true },
  },
  rules: [
    // Nearly always one principal holds both, and a grant costs less than the join.
    { type: 'grant', asks: ['create', 'read'], gains: { kind: 'token', any: true }, certainty: 'certain' },
    { type: 'join', holds: [{ can: 'create' }, { can: 'read' }], gains: { kind: 'token' }, certainty: 'certain' },
  ],
  explain: ({ from, to }) => ({ because: `${from} may make a token Secret of ${to} and read it`, conditions: [] }),
  examples: {
    exposed: [
      {
        name: 'create and get',
        manifests: boss + roleManifest({ rules: ['{ apiGroups: [""], resources: [secrets], verbs: [create, get] }'] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
        certainty: 'certain',
      },
      {
        name: 'create and patch by a name that is free',
        manifests: boss + roleManifest({ rules: [onSecrets('create, patch', 'robot')] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
        certainty: 'certain',
      },
      {
        name: 'create and patch of one name by two roles',
        manifests:
          boss +
          roleManifest({ name: 'makes', rules: [onSecrets('create', 'robot')] }) +
          roleManifest({ name: 'changes', rules: [onSecrets('patch')] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'create and patch by different names',
        manifests: boss + roleManifest({ rules: [onSecrets('create', 'robot'), onSecrets('patch', 'other')] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
      },
      {
        name: 'create alone',
        manifests: boss + roleManifest({ rules: ['{ apiGroups: [""], resources: [secrets], verbs: [create] }'] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
      },
      {
        name: 'deletecollection carries no name',
        manifests: boss + roleManifest({ rules: [onSecrets('create'), onSecrets('deletecollection', 'robot')] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
      },
      {
        name: 'create and patch by a name that is taken',
        manifests: boss + secretManifest('robot') + roleManifest({ rules: [onSecrets('create, patch', 'robot')] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
      },
      {
        name: 'get alone',
        manifests: boss + roleManifest({ rules: ['{ apiGroups: [""], resources: [secrets], verbs: [get] }'] }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
      },
      {
        name: 'the one readable Secret exists already',
        manifests:
          boss +
          secretManifest('taken') +
          roleManifest({
            rules: [
              '{ apiGroups: [""], resources: [secrets], verbs: [create] }',
              '{ apiGroups: [""], resources: [secrets], verbs: [get], resourceNames: [taken] }',
            ],
          }),
        from: 'serviceaccount:shop/app',
        to: 'serviceaccount:shop/boss',
      },
    ],
  },
};
