// GitLab SCIM token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const gitlabScimToken: Detector = {
  id: 'gitlab-scim-token',
  title: 'GitLab SCIM token',
  class: 'token',
  reference: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  ...shaped({ shapes: ['glsoat-{base64url:20}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" gitlab_scim_token=«glsoat-{base64url:20}» status=401',
      "GITLAB_SCIM_TOKEN='«glsoat-{base64url:20}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «glsoat-{base64url:20}»',
    ],
    negative: [
      'export GITLAB_SCIM_TOKEN=glsoat-{base64url:19}',
      'gitlab_scim_token: glsoat-xxxxxxxxxxxxxxxxxxxx',
      '{"gitlab_scim_token":"glsoat-{base64url:10}!{base64url:9}"}',
    ],
  },
};
