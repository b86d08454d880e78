// GitLab OAuth application secret.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const gitlabOauthAppSecret: Detector = {
  id: 'gitlab-oauth-app-secret',
  title: 'GitLab OAuth application secret',
  class: 'token',
  reference: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  ...shaped({ shapes: ['gloas-{hex:64}'] }),
  examples: {
    positive: [
      '<add key="gitlabOauthSecret" value="«gloas-{hex:64}»" />',
      'gitlab_oauth_secret: "«gloas-{hex:64}»"',
      'helm upgrade app ./chart --set auth.gitlabOauthSecret=«gloas-{hex:64}»',
    ],
    negative: [
      'export GITLAB_OAUTH_SECRET=gloas-{hex:63}',
      'gitlab_oauth_secret: gloas-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
      'gitlab_oauth_secret=gloas-{hex:65}',
    ],
  },
};
