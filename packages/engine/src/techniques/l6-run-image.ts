// L6: see in a container what its image holds.
import type { Technique } from '../graph/rule-types.ts';
import { podManifest } from './example-manifests.ts';
import {
  BY_DIGEST,
  BY_TAG,
  hiddenFindings,
  imageFindings,
  imagePod,
  running,
  TO_IMAGE,
  TO_LAYERS,
} from './image-examples.ts';

const FROM_WEB = { from: 'pod:shop/web', ...TO_IMAGE } as const;
const CONFIG = `sha256:${'ef'.repeat(32)}`;
const OTHER_CONFIG = `sha256:${'ee'.repeat(32)}`;
const ONE_CONFIG = `, ids: ["${CONFIG}"]`;
const AS_ROOT = ', securityContext: { runAsUser: 0 }';
const mounting = (reference: string, mount = 'v', more = ''): string =>
  podManifest(
    `{ containers: [{ name: web, image: tools${more}, volumeMounts: [{ name: ${mount}, mountPath: /v }] }], volumes: [{ name: v, image: { reference: "${reference}" } }, { name: w, emptyDir: {} }] }`,
  );

export const l6: Technique = {
  id: 'L6',
  title: 'See what an image holds from its container',
  why: 'A container is made of its image: whoever runs code in it, by exec or otherwise, reads its files, its environment and the command that it was built with. A volume of type image shows the files alone. What later layers delete, labels and the history are not in the container. A digest names one image for ever; a tag may have been moved since, where imageID in the pod’s status does not tell what runs. Which images hold a credential is known from the findings of detect, given with -f.',
  fix: 'Change the credential, and build the image without it: mount it as a file from a Secret at run time, and as a secret mount at build time.',
  references: [
    'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    'https://kubernetes.io/docs/concepts/storage/volumes/#image',
    'https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#PodStatus',
    'https://github.com/opencontainers/image-spec/blob/main/config.md',
  ],
  asks: {},
  rules: [
    { type: 'relation', relation: 'workloadSeesImage', certainty: 'certain' },
    { type: 'relation', relation: 'workloadMaySeeImage', certainty: 'conditional' },
  ],
  explain: ({ from, detail = 'a container', doubts = [] }) => ({
    because: `${detail} in the pods of ${from}, and sees the credential in it`,
    conditions: doubts,
  }),
  examples: {
    exposed: [
      {
        name: 'its environment, the image by digest',
        manifests: imageFindings() + imagePod(BY_DIGEST),
        ...FROM_WEB,
        certainty: 'certain',
      },
      {
        name: 'the image by tag, which may have been moved',
        manifests: imageFindings() + imagePod(BY_TAG),
        ...FROM_WEB,
        certainty: 'conditional',
      },
      {
        name: 'the image by tag, and its digest in the pod’s status',
        manifests: imageFindings() + running(imagePod(BY_TAG), BY_DIGEST),
        ...FROM_WEB,
        certainty: 'certain',
      },
      {
        name: 'another name for it, and its digest in the pod’s status',
        manifests: imageFindings() + running(imagePod('mirror.example/web:9'), BY_DIGEST),
        ...FROM_WEB,
        certainty: 'certain',
      },
      {
        name: 'an image that was not pulled, called by its configuration',
        manifests: imageFindings('config/Env/0', ONE_CONFIG) + running(imagePod(BY_TAG), CONFIG),
        ...FROM_WEB,
        certainty: 'certain',
      },
      {
        name: 'the digest of something that the findings do not name',
        manifests: imageFindings() + running(imagePod(BY_TAG), `registry.example/shop/web@${CONFIG}`),
        ...FROM_WEB,
        certainty: 'conditional',
      },
      {
        name: 'a file, as root',
        manifests: imageFindings('/etc/key') + imagePod(BY_DIGEST, '', AS_ROOT),
        ...FROM_WEB,
        certainty: 'certain',
      },
      {
        name: 'a file, as whoever the image says',
        manifests: imageFindings('/etc/key') + imagePod(BY_DIGEST),
        ...FROM_WEB,
        certainty: 'conditional',
      },
      {
        name: 'its command',
        manifests: imageFindings('config/Cmd') + imagePod(BY_DIGEST),
        ...FROM_WEB,
        certainty: 'certain',
      },
      {
        name: 'the digest of an index of platforms',
        manifests:
          imageFindings('config/Env/0', `, indexes: ["sha256:${'cd'.repeat(32)}"]`) +
          imagePod(`registry.example/shop/web@sha256:${'cd'.repeat(32)}`),
        ...FROM_WEB,
        certainty: 'conditional',
      },
      {
        name: 'an image volume',
        manifests: imageFindings('/etc/key') + mounting(BY_DIGEST, 'v', AS_ROOT),
        ...FROM_WEB,
        certainty: 'certain',
      },
    ],
    safe: [
      {
        name: 'the tag, where an image with another configuration runs',
        manifests: imageFindings('config/Env/0', ONE_CONFIG) + running(imagePod(BY_TAG), OTHER_CONFIG),
        ...FROM_WEB,
      },
      {
        name: 'another name, and another digest in the pod’s status',
        manifests: imageFindings() + running(imagePod('mirror.example/web:9'), `mirror.example/web@${CONFIG}`),
        ...FROM_WEB,
      },
      {
        name: 'its digest, of another container than the pod has',
        manifests: imageFindings() + running(imagePod('mirror.example/web:9'), BY_DIGEST, 'other'),
        ...FROM_WEB,
      },
      { name: 'another tag', manifests: imageFindings() + imagePod('registry.example/shop/web:2'), ...FROM_WEB },
      { name: 'another registry', manifests: imageFindings() + imagePod('mirror.example/shop/web:1'), ...FROM_WEB },
      {
        name: 'the same name at the default registry',
        manifests: imageFindings() + imagePod('shop/web:1'),
        ...FROM_WEB,
      },
      {
        name: 'another digest, whatever the tag beside it',
        manifests: imageFindings() + imagePod(`${BY_TAG}@sha256:${'cd'.repeat(32)}`),
        ...FROM_WEB,
      },
      {
        name: 'a command of the pod in place of the image’s',
        manifests: imageFindings('config/Cmd') + imagePod(BY_DIGEST, '', ', args: [serve]'),
        ...FROM_WEB,
      },
      { name: 'an image volume shows no environment', manifests: imageFindings() + mounting(BY_DIGEST), ...FROM_WEB },
      {
        name: 'an image volume that no container mounts',
        manifests: imageFindings('/etc/key') + mounting(BY_DIGEST, 'w'),
        ...FROM_WEB,
      },
      {
        name: 'a file that a later layer deletes',
        manifests: hiddenFindings() + imagePod(BY_DIGEST),
        from: 'pod:shop/web',
        ...TO_LAYERS,
      },
    ],
  },
};
