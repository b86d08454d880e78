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
      '2026-01-05T10:00:00Z stderr F retrying with «gldt-{base64url:20}»',
      'export CI_DEPLOY_PASSWORD=«gldt-{base64url:20}»',
      'level=error msg="call refused" ci_deploy_password=«gldt-{base64url:20}» status=401',
    ],
    negative: [
      'export CI_DEPLOY_PASSWORD=gldt-{base64url:19}',
      'ci_deploy_password: gldt-xxxxxxxxxxxxxxxxxxxx',
      '{"ci_deploy_password":"gldt-{base64url:10}!{base64url:9}"}',
    ],
  },
};
