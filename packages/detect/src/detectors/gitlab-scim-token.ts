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
      'curl -s -H "X-Auth-Token: «glsoat-{base64url:20}»" https://api.internal/v1',
      '<add key="gitlabScimToken" value="«glsoat-{base64url:20}»" />',
      'gitlab_scim_token: "«glsoat-{base64url:20}»"',
    ],
    negative: [
      'export GITLAB_SCIM_TOKEN=glsoat-{base64url:19}',
      'gitlab_scim_token: glsoat-xxxxxxxxxxxxxxxxxxxx',
      'gitlab_scim_token=glsoat-{base64url:21}',
    ],
  },
};
