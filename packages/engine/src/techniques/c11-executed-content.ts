// C11: write what a workload executes: its image, or scripts in a ConfigMap.
import type { Technique } from '../graph/rule-types.ts';
import { deploymentManifest, onSecrets, roleManifest } from './example-manifests.ts';

const INTO_WEB = { from: 'serviceaccount:shop/app', to: 'deployment:shop/web' } as const;

const scripts = (key = 'start.sh'): string => `
apiVersion: v1
kind: ConfigMap
metadata: { name: scripts, namespace: shop }
data: { ${key}: "echo started" }
---`;
/** Mounts the ConfigMap `scripts` at `/scripts`. */
const running = (command: string, volume = ''): string =>
  deploymentManifest(
    `{ automountServiceAccountToken: false, containers: [{ name: web, image: web, ${command}volumeMounts: [{ name: v, mountPath: /scripts }] }], volumes: [{ name: v, configMap: { name: scripts${volume} } }] }`,
  );
const onConfigMaps = (verbs: string, more = ''): string =>
  `{ apiGroups: [""], resources: [configmaps], verbs: [${verbs}]${more} }`;
const writes = roleManifest({ rules: [onConfigMaps('patch')] });

const pull = (type = 'kubernetes.io/dockerconfigjson'): string => `
apiVersion: v1
kind: Secret
metadata: { name: pull, namespace: shop }
type: ${type}
stringData: { .dockerconfigjson: '{}' }
---`;
const pulling = (secret: string): string =>
  deploymentManifest(
    `{ automountServiceAccountToken: false, containers: [{ name: web, image: registry.example/web:1 }], imagePullSecrets: [{ name: ${secret} }] }`,
  );
const readsPull = roleManifest({ rules: [onSecrets('get', 'pull')] });

export const c11: Technique = {
  id: 'C11',
  title: 'Write what a workload executes',
  why: 'A script that a container runs from a ConfigMap is whatever the ConfigMap says when it runs next. An image is whatever stands in the registry under its name: a credential made for pulling that may push as well replaces it.',
  fix: 'Put scripts into the image, or make the ConfigMap immutable; give pull Secrets credentials that can only read, and refer to images by digest.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically',
    'https://kubernetes.io/docs/concepts/containers/images/#specifying-imagepullsecrets-on-a-pod',
  ],
  asks: { write: { verbs: ['patch', 'update'], group: '', resource: 'configmaps', names: 'carried' } },
  rules: [
    { type: 'grant', asks: ['write'], gains: { kind: 'configMapCode' }, certainty: 'conditional' },
    { type: 'relation', relation: 'pullSecretOfImage', certainty: 'assumed' },
  ],
  explain: ({ from, to, rule, detail, doubts = [] }) => {
    if (rule.type === 'relation') {
      return {
        because: `${from} holds the registry credential that ${to} pulls its images with`,
        conditions: [
          {
            text: 'the credential may push to that registry too, and the pods pull again',
            settledBy: "the registry's access rules, and imagePullPolicy",
          },
          ...doubts,
        ],
      };
    }
    return {
      because: `${from} may change what runs in ${to}: ${detail ?? 'a script from a ConfigMap'}`,
      conditions: [
        { text: 'the container runs the changed file, at its next start or before', settledBy: `the program in ${to}` },
        { text: 'the ConfigMap is not immutable', settledBy: 'immutable of the ConfigMap' },
        ...doubts,
      ],
    };
  },
  examples: {
    exposed: [
      {
        name: 'a script that the command names',
        manifests: scripts() + running('command: [sh, /scripts/start.sh], ') + writes,
        ...INTO_WEB,
        certainty: 'conditional',
      },
      {
        name: 'inside a shell command, the ConfigMap by name',
        manifests:
          scripts('start') +
          running("command: [sh, -c, 'sleep 1; exec /scripts/start --now'], ") +
          roleManifest({ rules: [onConfigMaps('update', ', resourceNames: [scripts]')] }),
        ...INTO_WEB,
        certainty: 'conditional',
      },
      {
        name: 'mounted executable',
        manifests: scripts('start') + running('', ', defaultMode: 0755') + writes,
        ...INTO_WEB,
        certainty: 'conditional',
      },
      {
        name: 'the credential of its images',
        manifests: pull() + pulling('pull') + readsPull,
        ...INTO_WEB,
        with: ['A1'],
        certainty: 'assumed',
      },
    ],
    safe: [
      {
        name: 'a configuration file',
        manifests: scripts('app.yaml') + running('command: [web, --config=/scripts/app.yaml], ') + writes,
        ...INTO_WEB,
      },
      {
        name: 'another ConfigMap',
        manifests:
          scripts() +
          running('command: [sh, /scripts/start.sh], ') +
          roleManifest({ rules: [onConfigMaps('patch', ', resourceNames: [other]')] }),
        ...INTO_WEB,
      },
      {
        name: 'reading it',
        manifests:
          scripts() +
          running('command: [sh, /scripts/start.sh], ') +
          roleManifest({ rules: [onConfigMaps('get, list, watch')] }),
        ...INTO_WEB,
      },
      { name: 'another pull Secret', manifests: pull() + pulling('other') + readsPull, ...INTO_WEB, with: ['A1'] },
      {
        name: 'a Secret that is no registry credential',
        manifests: pull('Opaque') + pulling('pull') + readsPull,
        ...INTO_WEB,
        with: ['A1'],
      },
    ],
  },
};
