// Building blocks of the examples about credentials in images.
import { podManifest } from './example-manifests.ts';

const DIGEST = `sha256:${'ab'.repeat(32)}`;
/** The image of the examples, by its tag and by its digest. */
export const BY_TAG = 'registry.example/shop/web:1';
export const BY_DIGEST = `registry.example/shop/web@${DIGEST}`;
export const TO_IMAGE = { to: `image:${BY_TAG}` } as const;
export const TO_LAYERS = { to: `image:${BY_TAG}#layers` } as const;

/** What `detect -o json` writes of a token in the image, as far as it is read; `place` is the variable, unless said. */
export function imageFindings(place = 'config/Env/0', more = '', digest = DIGEST): string {
  return `
schema: watertight/v1
kind: detect
findings:
- detector: github-token
  class: token
  severity: high
  file: "web.tar!/blobs/sha256/config"
  length: 40
  images:
  - { references: ["${BY_TAG}"], digests: ["${digest}"], place: "${place}"${more} }
---`;
}

/** What no container of the image shows. */
export const hiddenFindings = (): string => imageFindings('/app/key', ', hidden: true');

/** The pod with what its status says that its container runs. */
export const running = (pod: string, imageId: string, container = 'web'): string =>
  pod.replace('phase: Running', `phase: Running, containerStatuses: [{ name: ${container}, imageID: "${imageId}" }]`);

/** A pod on `n1` with one container of the image; `spec` stands before its containers, `more` in the container. */
export function imagePod(image: string, spec = '', more = ''): string {
  return podManifest(
    `{ nodeName: n1, automountServiceAccountToken: false, ${spec}containers: [{ name: web, image: "${image}"${more} }] }`,
  );
}
