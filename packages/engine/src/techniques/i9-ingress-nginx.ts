// I9: run code in ingress-nginx by a snippet.
import type { Facts } from '../facts/facts.ts';
import type { Ask, Gain, Technique } from '../graph/rule-types.ts';
import { INGRESS_NGINX } from './data/operator-packs.ts';
import { accountsOf, controllerEvidence } from './data/operators.ts';
import { deploymentManifest, roleManifest } from './example-manifests.ts';

const SETTING = 'allow-snippet-annotations';
/** Bytes of the setting's value: values are not kept, and only `true` has this length. */
const LENGTH_OF_TRUE = 4;

/** Off unless set since controller 1.9.0; an input without the ConfigMap that sets it says nothing of snippets. */
function allowsSnippets({ configMaps }: Facts): boolean {
  return configMaps.some(({ keys }) => keys.some(({ name, length }) => name === SETTING && length === LENGTH_OF_TRUE));
}

const ask = (verbs: readonly string[], names: Ask['names']): Ask => ({
  verbs,
  group: 'networking.k8s.io',
  resource: 'ingresses',
  names,
});
const gains: Gain = { kind: 'actsAs', place: 'every', accounts: accountsOf(INGRESS_NGINX) };

const controller = deploymentManifest(
  '{ serviceAccountName: ingress-nginx, containers: [{ name: controller, image: ingress-nginx }] }',
  'ingress-nginx-controller',
  'edge',
);
const settings = (value: string): string => `
apiVersion: v1
kind: ConfigMap
metadata: { name: ingress-nginx-controller, namespace: edge }
data: { ${SETTING}: "${value}" }
---`;
const onIngresses = (verbs: string): string =>
  roleManifest({ rules: [`{ apiGroups: [networking.k8s.io], resources: [ingresses], verbs: [${verbs}] }`] });
const TO_NGINX = { from: 'serviceaccount:shop/app', to: 'serviceaccount:edge/ingress-nginx' } as const;

export const i9: Technique = {
  id: 'I9',
  title: 'Run code in ingress-nginx by a snippet',
  why: 'Where allow-snippet-annotations is true, an Ingress of any namespace adds configuration, and with it code, to ingress-nginx, which holds a token that lists the Secrets of the cluster (CVE-2021-25742). TLS Secrets that an Ingress names stay with the controller otherwise.',
  fix: 'Set allow-snippet-annotations to false, and limit the controller to the namespaces it serves.',
  references: [
    'https://github.com/kubernetes/kubernetes/issues/126811',
    'https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/configmap/#allow-snippet-annotations',
  ],
  asks: { create: ask(['create'], 'absent'), change: ask(['update', 'patch'], 'carried') },
  rules: [
    { type: 'grant', asks: ['create'], gains, certainty: 'conditional', when: allowsSnippets },
    { type: 'grant', asks: ['change'], gains, certainty: 'conditional', when: allowsSnippets },
  ],
  explain: ({ from, to, request, facts }) => {
    const object = facts.configMaps.find(({ keys }) => keys.some(({ name }) => name === SETTING));
    return {
      because: `${from} may ${request?.verb ?? 'write'} ingresses with a snippet that reads the token of ${to}`,
      conditions: [
        {
          text: 'the controller serves the namespace and its class, and no word list refuses the snippet',
          settledBy: 'its arguments, and annotation-value-word-blocklist',
        },
      ],
      evidence: [
        ...controllerEvidence(facts, to, INGRESS_NGINX),
        ...(object === undefined ? [] : [{ object, pointer: `/data/${SETTING}` }]),
      ],
    };
  },
  examples: {
    exposed: [
      {
        name: 'create an Ingress',
        manifests: controller + settings('true') + onIngresses('create'),
        ...TO_NGINX,
        certainty: 'conditional',
      },
      {
        name: 'change an Ingress',
        manifests: controller + settings('true') + onIngresses('patch'),
        ...TO_NGINX,
        certainty: 'conditional',
      },
    ],
    safe: [
      { name: 'snippets are off', manifests: controller + settings('false') + onIngresses('create'), ...TO_NGINX },
      { name: 'snippets are off unless set', manifests: controller + onIngresses('create'), ...TO_NGINX },
      {
        name: 'Ingresses are only read',
        manifests: controller + settings('true') + onIngresses('get, list'),
        ...TO_NGINX,
      },
      {
        name: 'another controller',
        manifests: controller.replaceAll('ingress-nginx', 'traefik') + settings('true') + onIngresses('create'),
        from: TO_NGINX.from,
        to: 'serviceaccount:edge/traefik',
      },
    ],
  },
};
