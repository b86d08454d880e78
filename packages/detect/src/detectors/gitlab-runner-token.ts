// GitLab runner authentication token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const gitlabRunnerToken: Detector = {
  id: 'gitlab-runner-token',
  title: 'GitLab runner authentication token',
  class: 'token',
  reference: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  ...shaped({
    shapes: [
      'glrt-{base64url:20}',
      'glrt-t{digit:1}_{base64url:20}',
      'glrt-{base64url:27-300}.{lowernum:2}.{lowernum:9}',
    ],
  }),
  examples: {
    positive: [
      'ci_runner_token: "«glrt-{base64url:20}»"',
      'helm upgrade app ./chart --set auth.ciRunnerToken=«glrt-t{digit:1}_{base64url:20}»',
      'curl -s -H "X-Auth-Token: «glrt-{base64url:27-300}.{lowernum:2}.{lowernum:9}»" https://api.internal/v1',
    ],
    negative: [
      'CI_RUNNER_TOKEN=glrt-{base64url:19}',
      'ci_runner_token: glrt-xxxxxxxxxxxxxxxxxxxx',
      '{"ci_runner_token":"glrt-{alnum:10}!{alnum:9}"}',
    ],
  },
};
