// GitLab deploy token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const gitlabDeployToken: Detector = {
  id: 'gitlab-deploy-token',
  title: 'GitLab deploy token',
  class: 'token',
  reference: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  ...shaped({ shapes: ['gldt-{base64url:20}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «gldt-{base64url:20}»',
      '{"env":[{"name":"CI_DEPLOY_PASSWORD","value":"«gldt-{base64url:20}»"}]}',
      'const ciDeployPassword = "«gldt-{base64url:20}»";',
    ],
    negative: [
      'export CI_DEPLOY_PASSWORD=gldt-{base64url:19}',
      'ci_deploy_password: gldt-xxxxxxxxxxxxxxxxxxxx',
      'see id=xgldt-{base64url:20}',
    ],
  },
};
