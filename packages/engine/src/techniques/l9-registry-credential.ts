// L9: pull an image that holds a credential with the credential of its registry.
import type { Technique } from '../graph/rule-types.ts';
import { onSecrets, roleManifest } from './example-manifests.ts';
import { BY_DIGEST, BY_TAG, hiddenFindings, imageFindings, imagePod, TO_IMAGE, TO_LAYERS } from './image-examples.ts';

const FROM_APP = { from: 'serviceaccount:shop/app', with: ['A1'] } as const;
const SECRETLY = 'imagePullSecrets: [{ name: pull }], ';
const pull = (type = 'kubernetes.io/dockerconfigjson'): string => `
apiVersion: v1
kind: Secret
metadata: { name: pull, namespace: shop }
type: ${type}
stringData: { .dockerconfigjson: '{}' }
---`;
const account = (name: string): string => `
apiVersion: v1
kind: ServiceAccount
metadata: { name: ${name}, namespace: shop }
imagePullSecrets: [{ name: pull }]
---`;
const reads = pull() + roleManifest({ rules: [onSecrets('get', 'pull')] });

export const l9: Technique = {
  id: 'L9',
  title: 'Pull an image with the registry’s credential',
  why: 'A pull Secret is a credential of the registry, not of the cluster: whoever reads it pulls the images of the pods that name it, wherever the registry can be reached, with every layer, label and step of their history. A Secret of the pod’s account serves a pod that names none.',
  fix: 'Change the credential, and build the image without it; delete the old image from the registry, and let few read pull Secrets.',
  references: [
    'https://kubernetes.io/docs/concepts/containers/images/#specifying-imagepullsecrets-on-a-pod',
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#add-imagepullsecrets-to-a-service-account',
  ],
  asks: {},
  rules: [{ type: 'relation', relation: 'pullSecretGivesImage', certainty: 'assumed' }],
  explain: ({ from, to, detail = 'a pod names it', doubts = [] }) => ({
    because: `${from} is the registry’s credential for ${to}: ${detail} with it`,
    conditions: [
      {
        text: 'the registry can be reached from where the Secret is read, and the Secret is the one that serves this image',
        settledBy: 'the registry’s access rules and address',
      },
      ...doubts,
    ],
  }),
  examples: {
    exposed: [
      {
        name: 'of the pod',
        manifests: imageFindings() + imagePod(BY_TAG, SECRETLY) + reads,
        ...FROM_APP,
        ...TO_IMAGE,
        certainty: 'assumed',
      },
      {
        name: 'what a later layer deletes',
        manifests: hiddenFindings() + imagePod(BY_DIGEST, SECRETLY) + reads,
        ...FROM_APP,
        ...TO_LAYERS,
        certainty: 'assumed',
      },
      {
        name: 'of the pod’s account',
        manifests: imageFindings() + imagePod(BY_TAG, 'serviceAccountName: web, ') + account('web') + reads,
        ...FROM_APP,
        ...TO_IMAGE,
        certainty: 'assumed',
      },
    ],
    safe: [
      {
        name: 'of another account',
        manifests: imageFindings() + imagePod(BY_TAG, 'serviceAccountName: web, ') + account('other') + reads,
        ...FROM_APP,
        ...TO_IMAGE,
      },
      {
        name: 'another Secret',
        manifests: imageFindings() + imagePod(BY_TAG, SECRETLY.replace('pull }', 'other }')) + reads,
        ...FROM_APP,
        ...TO_IMAGE,
      },
      {
        name: 'another image',
        manifests: imageFindings() + imagePod('registry.example/shop/web:2', SECRETLY) + reads,
        ...FROM_APP,
        ...TO_IMAGE,
      },
      {
        name: 'a Secret that is no registry credential',
        manifests:
          imageFindings() +
          imagePod(BY_TAG, SECRETLY) +
          pull('Opaque') +
          roleManifest({ rules: [onSecrets('get', 'pull')] }),
        ...FROM_APP,
        ...TO_IMAGE,
      },
    ],
  },
};
