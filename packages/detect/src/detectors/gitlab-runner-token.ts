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
      '2026-01-05T10:00:00Z stderr F retrying with «glrt-{base64url:20}»',
      'export CI_RUNNER_TOKEN=«glrt-t{digit:1}_{base64url:20}»',
      'level=error msg="call refused" ci_runner_token=«glrt-{base64url:27-300}.{lowernum:2}.{lowernum:9}» status=401',
    ],
    negative: [
      'CI_RUNNER_TOKEN=glrt-{base64url:19}',
      'ci_runner_token: glrt-xxxxxxxxxxxxxxxxxxxx',
      '{"ci_runner_token":"glrt-{alnum:10}!{alnum:9}"}',
    ],
  },
};
