// GitLab feature flags client token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const gitlabFeatureFlagsToken: Detector = {
  id: 'gitlab-feature-flags-token',
  title: 'GitLab feature flags client token',
  class: 'token',
  reference: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  ...shaped({ shapes: ['glffct-{base64url:20}'] }),
  examples: {
    positive: [
      'curl -s -H "X-Auth-Token: «glffct-{base64url:20}»" https://api.internal/v1',
      '<add key="gitlabFeatureToken" value="«glffct-{base64url:20}»" />',
      'gitlab_feature_token: "«glffct-{base64url:20}»"',
    ],
    negative: [
      'export GITLAB_FEATURE_TOKEN=glffct-{base64url:19}',
      'gitlab_feature_token: glffct-xxxxxxxxxxxxxxxxxxxx',
      'gitlab_feature_token=glffct-{base64url:21}',
    ],
  },
};
