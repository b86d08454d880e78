// L2: a workload holds the credentials of its own pod spec, and of the ConfigMaps that it shows to a container.
import type { Technique } from '../graph/rule-types.ts';
import { appConfig, literal } from './credential-examples.ts';
import { deploymentManifest } from './example-manifests.ts';

const TO_CONFIG = { from: 'deployment:shop/web', to: 'configmap:shop/app' } as const;
const TO_LITERAL = { from: 'deployment:shop/web', to: 'deployment:shop/web#DB_PASSWORD' } as const;
const mounts = (volumeMounts: string, configMap: string): string =>
  deploymentManifest(
    `{ containers: [{ name: web, image: web, volumeMounts: [${volumeMounts}] }], volumes: [{ name: v, configMap: { name: ${configMap} } }] }`,
  );
const fromEnv = (configMap: string): string =>
  deploymentManifest(
    `{ containers: [{ name: web, image: web, envFrom: [{ configMapRef: { name: ${configMap} } }] }] }`,
  );

export const l2: Technique = {
  id: 'L2',
  title: 'Read a credential from the pod',
  why: 'Whoever runs code in a container sees its environment and its command line, and the ConfigMaps that are mounted or made environment. What a container is probed with stands in its pod spec, and comes in with every request.',
  fix: 'Move the credential into a Secret that only the pods that need it refer to.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/configmap/#configmaps-and-pods',
    'https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/',
  ],
  asks: {},
  rules: [{ type: 'relation', relation: 'workloadShowsCredential', certainty: 'certain' }],
  explain: ({ from, to }) => ({
    because: to.startsWith('configmap:')
      ? `the pods of ${from} show ${to} to a container`
      : `the pods of ${from} hold ${to} in their spec`,
    conditions: [],
  }),
  examples: {
    exposed: [
      { name: 'a literal', manifests: deploymentManifest(literal('DB_PASSWORD')), ...TO_LITERAL, certainty: 'certain' },
      {
        name: 'a mounted ConfigMap',
        manifests: appConfig() + mounts('{ name: v, mountPath: /c }', 'app'),
        ...TO_CONFIG,
        certainty: 'certain',
      },
      {
        name: 'a ConfigMap as environment',
        manifests: appConfig() + fromEnv('app'),
        ...TO_CONFIG,
        certainty: 'certain',
      },
    ],
    safe: [
      { name: 'a literal that is no credential', manifests: deploymentManifest(literal('LEVEL')), ...TO_LITERAL },
      { name: 'a volume that nothing mounts', manifests: appConfig() + mounts('', 'app'), ...TO_CONFIG },
      { name: 'another ConfigMap', manifests: appConfig() + fromEnv('other'), ...TO_CONFIG },
    ],
  },
};
