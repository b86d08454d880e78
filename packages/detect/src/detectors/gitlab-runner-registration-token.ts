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
      '{"registration_token":"«GR1348941{base64url:20}»","retries":3}',
      'Authorization: Bearer «GR1348941{base64url:20}»',
      '{"env":[{"name":"REGISTRATION_TOKEN","value":"«GR1348941{base64url:20}»"}]}',
    ],
    negative: [
      'export REGISTRATION_TOKEN=GR1348941{base64url:19}',
      'registration_token: GR1348941xxxxxxxxxxxxxxxxxxxx',
      'see id=xGR1348941{base64url:20}',
    ],
  },
};
