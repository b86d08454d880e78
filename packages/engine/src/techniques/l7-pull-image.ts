// L7: run an image that holds a credential in a pod of one's own.
import type { Technique } from '../graph/rule-types.ts';
import { namespaceManifest, roleManifest } from './example-manifests.ts';
import { onKind } from './credential-examples.ts';
import { BY_TAG, hiddenFindings, imageFindings, imagePod, TO_IMAGE, TO_LAYERS } from './image-examples.ts';

const FROM_APP = { from: 'serviceaccount:shop/app', with: ['D1'] } as const;
const SECRETLY = 'imagePullSecrets: [{ name: pull }], ';
const creates = (namespace = 'shop', verbs = 'create'): string =>
  namespaceManifest('', namespace) + roleManifest({ namespace, rules: [onKind('pods', verbs)] });

export const l7: Technique = {
  id: 'L7',
  title: 'Run an image that holds a credential',
  why: 'Whoever creates a pod chooses its image and what runs in it: a shell, or beside it a container that sees its files, or a volume of type image. The kubelet pulls what the pod’s namespace, the registry and the node’s own credentials allow; until 1.34 it gave an image that a node already held to every pod that did not insist on pulling.',
  fix: 'Change the credential, and build the image without it; limit who may create pods, and use the admission plugin AlwaysPullImages before 1.35.',
  references: [
    'https://kubernetes.io/docs/concepts/containers/images/#using-a-private-registry',
    'https://kubernetes.io/docs/concepts/containers/images/#ensureimagepullcredentialverification',
    'https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#alwayspullimages',
  ],
  asks: {},
  rules: [
    { type: 'relation', relation: 'designedPodPullsImage', certainty: 'conditional' },
    { type: 'relation', relation: 'designedPodTakesHeldImage', certainty: 'conditional', until: '1.34' },
  ],
  explain: ({ from, to, detail = 'the cluster has it', doubts = [] }) => ({
    because: `${from} may run ${to}: ${detail}`,
    conditions: doubts,
  }),
  examples: {
    exposed: [
      {
        name: 'beside a pod that runs it',
        manifests: imageFindings() + imagePod(BY_TAG, SECRETLY) + creates(),
        ...FROM_APP,
        ...TO_IMAGE,
        kubernetesVersion: '1.35',
        certainty: 'conditional',
      },
      {
        name: 'in another namespace, where no Secret is asked for',
        manifests: imageFindings() + imagePod(BY_TAG) + creates('lab'),
        ...FROM_APP,
        ...TO_IMAGE,
        kubernetesVersion: '1.35',
        certainty: 'conditional',
      },
      {
        name: 'on a node that holds it',
        manifests: imageFindings() + imagePod(BY_TAG, SECRETLY) + creates('lab'),
        ...FROM_APP,
        ...TO_IMAGE,
        kubernetesVersion: '1.34',
        certainty: 'conditional',
      },
    ],
    safe: [
      {
        name: 'in another namespace, without the pull Secret',
        manifests: imageFindings() + imagePod(BY_TAG, SECRETLY) + creates('lab'),
        ...FROM_APP,
        ...TO_IMAGE,
        kubernetesVersion: '1.35',
      },
      {
        name: 'no pod runs it',
        manifests: imageFindings() + imagePod('registry.example/shop/web:2') + creates(),
        ...FROM_APP,
        ...TO_IMAGE,
      },
      {
        name: 'no pod may be created',
        manifests: imageFindings() + imagePod(BY_TAG) + creates('shop', 'get, list'),
        ...FROM_APP,
        ...TO_IMAGE,
      },
      {
        name: 'a file that a later layer deletes',
        manifests: hiddenFindings() + imagePod(BY_TAG) + creates('lab'),
        ...FROM_APP,
        ...TO_LAYERS,
      },
    ],
  },
};
