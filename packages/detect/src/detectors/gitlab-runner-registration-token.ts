// GitLab runner registration token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const gitlabRunnerRegistrationToken: Detector = {
  id: 'gitlab-runner-registration-token',
  title: 'GitLab runner registration token',
  class: 'token',
  reference: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  ...shaped({
    shapes: ['GR1348941{base64url:20}', 'glrtr-{base64url:20}', 'glrtr-{base64url:27-300}.{lowernum:2}.{lowernum:9}'],
  }),
  examples: {
    positive: [
      "REGISTRATION_TOKEN='«GR1348941{base64url:20}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «GR1348941{base64url:20}»',
      'export REGISTRATION_TOKEN=«GR1348941{base64url:20}»',
      'gitlab-runner register --registration-token «glrtr-{base64url:20}»',
      '{"token":"acme-«glrtr-{base64url:27-300}.{lowernum:2}.{lowernum:9}»"}',
    ],
    negative: [
      'export REGISTRATION_TOKEN=GR1348941{base64url:19}',
      'registration_token=glrtr-{base64url:21}',
      'registration_token: GR1348941xxxxxxxxxxxxxxxxxxxx',
      '{"registration_token":"GR1348941{base64url:10}!{base64url:9}"}',
    ],
  },
};
