// B18: exchange an account’s token for its cloud role.
import type { Technique } from '../graph/rule-types.ts';
import { accountManifest } from './example-manifests.ts';

export const b18: Technique = {
  id: 'B18',
  title: 'Assume the cloud role of a ServiceAccount',
  why: 'An account with a cloud role annotation can exchange its token for credentials of that role, which may read secret stores, keys and disks.',
  fix: 'Give the cloud role the least it needs, and its account to one workload only.',
  references: [
    'https://docs.aws.amazon.com/eks/latest/userguide/iam-roles-for-service-accounts.html',
    'https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity',
    'https://azure.github.io/azure-workload-identity/docs/',
  ],
  asks: {},
  rules: [{ type: 'relation', relation: 'accountHasCloudRole', certainty: 'assumed' }],
  explain: ({ from, to }) => ({
    because: `${from} is annotated with ${to}`,
    conditions: [
      { text: 'the cloud trusts tokens of this cluster for the role', settledBy: 'trust policy of the role' },
    ],
  }),
  examples: {
    exposed: [
      {
        name: 'AWS',
        manifests: accountManifest('app').replace(
          'namespace: shop',
          'namespace: shop, annotations: { eks.amazonaws.com/role-arn: arn:aws:iam::000000000000:role/app }',
        ),
        from: 'serviceaccount:shop/app',
        to: 'cloud:aws/arn:aws:iam::000000000000:role/app',
        certainty: 'assumed',
      },
      {
        name: 'Google',
        manifests: accountManifest('app').replace(
          'namespace: shop',
          'namespace: shop, annotations: { iam.gke.io/gcp-service-account: app@project.iam.gserviceaccount.com }',
        ),
        from: 'serviceaccount:shop/app',
        to: 'cloud:gcp/app@project.iam.gserviceaccount.com',
        certainty: 'assumed',
      },
    ],
    safe: [
      {
        name: 'an annotation of another name',
        manifests: accountManifest('app').replace(
          'namespace: shop',
          'namespace: shop, annotations: { example.com/role-arn: arn:aws:iam::000000000000:role/app }',
        ),
        from: 'serviceaccount:shop/app',
        to: 'cloud:aws/arn:aws:iam::000000000000:role/app',
      },
      {
        name: 'another role',
        manifests: accountManifest('app').replace(
          'namespace: shop',
          'namespace: shop, annotations: { eks.amazonaws.com/role-arn: arn:aws:iam::000000000000:role/other }',
        ),
        from: 'serviceaccount:shop/app',
        to: 'cloud:aws/arn:aws:iam::000000000000:role/app',
      },
      {
        name: 'another account',
        manifests:
          accountManifest('app') +
          accountManifest('boss').replace(
            'namespace: shop',
            'namespace: shop, annotations: { eks.amazonaws.com/role-arn: arn:aws:iam::000000000000:role/app }',
          ),
        from: 'serviceaccount:shop/app',
        to: 'cloud:aws/arn:aws:iam::000000000000:role/app',
      },
    ],
  },
};
