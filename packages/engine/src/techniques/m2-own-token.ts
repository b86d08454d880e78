// M2: a workload holds the token of its ServiceAccount.
import type { Technique } from '../graph/rule-types.ts';
import { accountManifest, deploymentManifest } from './example-manifests.ts';
import { podsOf } from './pod-specs.ts';

const app = accountManifest('app');
export const m2: Technique = {
  id: 'M2',
  title: 'Use the token in the pod',
  why: 'The token of the pod’s ServiceAccount is mounted into every container unless automounting is off; a projected token is mounted wherever the spec says so.',
  fix: 'Set automountServiceAccountToken: false on the pod or its ServiceAccount where the API is not called.',
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#opt-out-of-api-credential-automounting',
  ],
  asks: {},
  rules: [{ type: 'relation', relation: 'workloadHoldsToken', certainty: 'certain' }],
  explain: ({ from, to }) => ({
    because: `${podsOf(from)} ${from.startsWith('pod:') ? 'holds' : 'hold'} a token of ${to}`,
    conditions: [],
  }),
  examples: {
    exposed: [
      {
        name: 'mounted automatically',
        manifests: app + deploymentManifest('{ serviceAccountName: app, containers: [{ name: web, image: web }] }'),
        from: 'deployment:shop/web',
        to: 'serviceaccount:shop/app',
        certainty: 'certain',
      },
      {
        name: 'projected although automounting is off',
        manifests:
          app +
          deploymentManifest(
            '{ serviceAccountName: app, automountServiceAccountToken: false, containers: [{ name: web, image: web, volumeMounts: [{ name: t, mountPath: /t }] }], volumes: [{ name: t, projected: { sources: [{ serviceAccountToken: { path: token } }] } }] }',
          ),
        from: 'deployment:shop/web',
        to: 'serviceaccount:shop/app',
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'automounting is off',
        manifests:
          app +
          deploymentManifest(
            '{ serviceAccountName: app, containers: [{ name: web, image: web }], automountServiceAccountToken: false }',
          ),
        from: 'deployment:shop/web',
        to: 'serviceaccount:shop/app',
      },
      {
        name: 'the account turns it off',
        manifests: `${app.replace('---', 'automountServiceAccountToken: false\n---')}${deploymentManifest('{ serviceAccountName: app, containers: [{ name: web, image: web }] }')}`,
        from: 'deployment:shop/web',
        to: 'serviceaccount:shop/app',
      },
      {
        name: 'another account',
        manifests: app + deploymentManifest('{ containers: [{ name: web, image: web }] }'),
        from: 'deployment:shop/web',
        to: 'serviceaccount:shop/app',
      },
    ],
  },
};
