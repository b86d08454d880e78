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
      'Authorization: Bearer «gloas-{hex:64}»',
      '{"env":[{"name":"GITLAB_OAUTH_SECRET","value":"«gloas-{hex:64}»"}]}',
      'const gitlabOauthSecret = "«gloas-{hex:64}»";',
    ],
    negative: [
      'export GITLAB_OAUTH_SECRET=gloas-{hex:63}',
      'gitlab_oauth_secret: gloas-0000000000000000000000000000000000000000000000000000000000000000',
      'see id=xgloas-{hex:64}',
    ],
  },
};
