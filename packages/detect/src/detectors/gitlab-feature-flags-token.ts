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
      '{"gitlab_feature_token":"«glffct-{base64url:20}»","retries":3}',
      'Authorization: Bearer «glffct-{base64url:20}»',
      '{"env":[{"name":"GITLAB_FEATURE_TOKEN","value":"«glffct-{base64url:20}»"}]}',
    ],
    negative: [
      'export GITLAB_FEATURE_TOKEN=glffct-{base64url:19}',
      'gitlab_feature_token: glffct-xxxxxxxxxxxxxxxxxxxx',
      'see id=xglffct-{base64url:20}',
    ],
  },
};
