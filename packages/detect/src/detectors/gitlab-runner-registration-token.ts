// GitLab runner registration token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const gitlabRunnerRegistrationToken: Detector = {
  id: 'gitlab-runner-registration-token',
  title: 'GitLab runner registration token',
  class: 'token',
  reference: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  ...shaped({ shapes: ['GR1348941{base64url:20}'] }),
  examples: {
    positive: [
      "REGISTRATION_TOKEN='«GR1348941{base64url:20}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «GR1348941{base64url:20}»',
      'export REGISTRATION_TOKEN=«GR1348941{base64url:20}»',
    ],
    negative: [
      'export REGISTRATION_TOKEN=GR1348941{base64url:19}',
      'registration_token: GR1348941xxxxxxxxxxxxxxxxxxxx',
      '{"registration_token":"GR1348941{base64url:10}!{base64url:9}"}',
    ],
  },
};
