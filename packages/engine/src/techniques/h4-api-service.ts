// H4: stand between clients and the core API.
import type { Technique } from '../graph/rule-types.ts';
import { APP_TO_DB, clusterRoleManifest, roleManifest, secretManifest } from './example-manifests.ts';

const GROUP = 'apiregistration.k8s.io';
const db = secretManifest();
const on = (verbs: string, names?: string): string =>
  `{ apiGroups: [${GROUP}], resources: [apiservices], verbs: [${verbs}]${names === undefined ? '' : `, resourceNames: ["${names}"]`} }`;

export const h4: Technique = {
  id: 'H4',
  title: 'Stand between clients and the core API',
  why: 'An APIService tells the API server where a group’s requests go. The object v1. stands for the core group and is served locally; whoever may update or patch it removes the label that has it restored, and names a Service: from then on that Service is sent the body of every request for core objects, Secrets that are written included. What stands in etcd it does not get, nor bearer tokens. Taking over another group gives no Secret, unless that group serves copies; the pods behind an aggregated API see those by design.',
  fix: 'Let only the cluster’s administrators and the aggregator’s own controllers write APIServices.',
  references: [
    'https://kubernetes.io/docs/tasks/extend-kubernetes/configure-aggregation-layer/',
    'https://kubernetes.io/docs/concepts/security/rbac-good-practices/',
  ],
  asks: {
    change: {
      verbs: ['update', 'patch'],
      group: GROUP,
      resource: 'apiservices',
      names: 'carried',
      clusterScoped: true,
      accepts: ['v1.'],
    },
  },
  rules: [{ type: 'grant', asks: ['change'], gains: { kind: 'allSecrets' }, certainty: 'conditional' }],
  explain: ({ from, to }) => ({
    because: `${from} may have requests of the core group sent to a Service of its own, ${to} among them when it is written`,
    conditions: [
      {
        text: 'the Secret is written after that, while the cluster’s own requests for core objects fail',
        settledBy: 'the next update or rotation of the Secret',
      },
    ],
  }),
  examples: {
    exposed: [
      {
        name: 'patch every APIService',
        manifests: db + clusterRoleManifest({ rules: [on('patch')] }),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
      {
        name: 'update the one of the core group',
        manifests: db + clusterRoleManifest({ rules: [on('update', 'v1.')] }),
        ...APP_TO_DB,
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'another group',
        manifests: db + clusterRoleManifest({ rules: [on('update', 'v1beta1.metrics.k8s.io')] }),
        ...APP_TO_DB,
      },
      { name: 'a new APIService', manifests: db + clusterRoleManifest({ rules: [on('create')] }), ...APP_TO_DB },
      {
        name: 'APIServices are only read',
        manifests: db + clusterRoleManifest({ rules: [on('get, list, watch')] }),
        ...APP_TO_DB,
      },
      {
        name: 'a RoleBinding grants no APIService',
        manifests: db + roleManifest({ rules: [on('patch')] }),
        ...APP_TO_DB,
      },
    ],
  },
};
