// L3: a node is given the pods that run on it, and the ConfigMaps that they refer to.
import type { Technique } from '../graph/rule-types.ts';
import { appConfig, literal } from './credential-examples.ts';
import { podManifest } from './example-manifests.ts';

const onNode = (node: string, name = 'web'): string => podManifest(literal('DB_PASSWORD', `nodeName: ${node}, `), name);
const plain = (node: string): string =>
  podManifest(`{ nodeName: ${node}, containers: [{ name: api, image: api }] }`, 'api');
const refers = (configMap: string): string =>
  podManifest(
    `{ nodeName: n1, containers: [{ name: web, image: web }], volumes: [{ name: v, configMap: { name: ${configMap} } }] }`,
  );
const annotated = (node: string, key = 'example.com/db-password'): string =>
  plain(node).replace(
    'name: api, namespace: shop }',
    `name: api, namespace: shop, annotations: { ${key}: not-a-real-password } }`,
  );
const TO_ANNOTATION = { from: 'node:n1', to: 'pod:shop/api#example.com/db-password' } as const;
const TO_POD = { from: 'node:n1', to: 'pod:shop/web#DB_PASSWORD' } as const;
const TO_CONFIG = { from: 'node:n1', to: 'configmap:shop/app' } as const;

export const l3: Technique = {
  id: 'L3',
  title: 'Read a credential as the node',
  why: 'The Node authorizer lets a kubelet read the pods bound to its node, with their literal environment and their annotations, and every ConfigMap that these pods refer to, mounted or not. Before 1.32 it lets every kubelet list all pods of the cluster: AuthorizeNodeWithSelectors, on by default since, limits that to its own.',
  fix: 'Move the credential into a Secret; keep pods with grave ones on nodes of their own, and run 1.32 or newer.',
  references: [
    'https://kubernetes.io/docs/reference/access-authn-authz/node/',
    'https://github.com/kubernetes/enhancements/tree/master/keps/sig-auth/4601-authorize-with-selectors',
  ],
  asks: {},
  rules: [
    { type: 'relation', relation: 'nodeReadsCredential', certainty: 'certain' },
    { type: 'relation', relation: 'nodeListsPods', certainty: 'certain', until: '1.31' },
  ],
  explain: ({ from, to, rule }) => ({
    because: to.startsWith('configmap:')
      ? `a pod on ${from} refers to ${to}, so the Node authorizer gives it to the kubelet`
      : rule.type === 'relation' && rule.relation === 'nodeListsPods'
        ? `the Node authorizer lets the kubelet of ${from} list every pod, and one holds ${to}`
        : `a pod on ${from} holds ${to}, and the Node authorizer gives the kubelet its pods`,
    conditions: [],
  }),
  examples: {
    exposed: [
      {
        name: 'a literal in its pod',
        manifests: onNode('n1'),
        ...TO_POD,
        kubernetesVersion: '1.34',
        certainty: 'certain',
      },
      {
        name: 'an annotation of its pod',
        manifests: annotated('n1'),
        ...TO_ANNOTATION,
        kubernetesVersion: '1.34',
        certainty: 'certain',
      },
      {
        name: 'a ConfigMap that nothing mounts',
        manifests: appConfig() + refers('app'),
        ...TO_CONFIG,
        kubernetesVersion: '1.34',
        certainty: 'certain',
      },
      {
        name: 'another node’s pod, before 1.32',
        manifests: onNode('n2') + plain('n1'),
        ...TO_POD,
        kubernetesVersion: '1.31',
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'another node’s pod',
        manifests: onNode('n2') + plain('n1'),
        ...TO_POD,
        kubernetesVersion: '1.32',
      },
      {
        name: 'an annotation of another node’s pod',
        manifests: annotated('n2') + plain('n1').replace('name: api,', 'name: b,'),
        ...TO_ANNOTATION,
        kubernetesVersion: '1.34',
      },
      {
        name: 'another ConfigMap',
        manifests: appConfig() + refers('other'),
        ...TO_CONFIG,
        kubernetesVersion: '1.34',
      },
      {
        name: 'a pod without the literal',
        manifests: plain('n1'),
        ...TO_POD,
        kubernetesVersion: '1.34',
      },
    ],
  },
};
