// OpenShift OAuth access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

/** 32 random bytes. The object of a token is named by its hash in the same form, and cannot be told from it. */
export const openshiftOauthToken: Detector = {
  id: 'openshift-oauth-token',
  title: 'OpenShift OAuth access token',
  class: 'token',
  reference: 'https://docs.redhat.com/en/documentation/openshift_container_platform/4.17/html/oauth_apis/oauth-apis',
  unconfirmed:
    'The API describes the name of a token’s object, a hash in 43 characters, and not the token itself; the same form is taken.',
  ...shaped({ shapes: ['sha256~{base64url:43}'] }),
  examples: {
    positive: [
      'oc login --token=«sha256~{base64url:43}» --server=https://api.cluster.example:6443',
      'Authorization: Bearer «sha256~{base64url:43}»',
      '{"users":[{"name":"dev","user":{"token":"«sha256~{base64url:43}»"}}]}',
    ],
    negative: [
      'oc login --token=sha256~{base64url:42}',
      'token: sha256~xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'image: registry.example/app@sha256:{hex:64}',
    ],
  },
};
