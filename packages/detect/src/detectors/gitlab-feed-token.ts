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
      'export GITLAB_FEED_TOKEN=«glft-{base64url:20}»',
      'level=error msg="call refused" gitlab_feed_token=«glft-{base64url:20}» status=401',
      "GITLAB_FEED_TOKEN='«glft-{base64url:20}»' ./run.sh",
    ],
    negative: [
      'export GITLAB_FEED_TOKEN=glft-{base64url:19}',
      'gitlab_feed_token: glft-xxxxxxxxxxxxxxxxxxxx',
      '{"gitlab_feed_token":"glft-{base64url:10}!{base64url:9}"}',
    ],
  },
};
