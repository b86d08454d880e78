// GitLab feed token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const gitlabFeedToken: Detector = {
  id: 'gitlab-feed-token',
  title: 'GitLab feed token',
  class: 'token',
  reference: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  ...shaped({ shapes: ['glft-{base64url:20}'] }),
  examples: {
    positive: [
      'helm upgrade app ./chart --set auth.gitlabFeedToken=«glft-{base64url:20}»',
      'curl -s -H "X-Auth-Token: «glft-{base64url:20}»" https://api.internal/v1',
      '<add key="gitlabFeedToken" value="«glft-{base64url:20}»" />',
    ],
    negative: [
      'export GITLAB_FEED_TOKEN=glft-{base64url:19}',
      'gitlab_feed_token: glft-xxxxxxxxxxxxxxxxxxxx',
      'gitlab_feed_token=glft-{base64url:21}',
    ],
  },
};
