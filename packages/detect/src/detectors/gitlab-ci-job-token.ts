// GitLab CI/CD job token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const gitlabCiJobToken: Detector = {
  id: 'gitlab-ci-job-token',
  title: 'GitLab CI/CD job token',
  class: 'token',
  reference: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  ...shaped({ shapes: ['glcbt-{hex:1-4}_{base64url:20}', 'glcbt-{base64url:20}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"CI_JOB_TOKEN","value":"«glcbt-{hex:1-4}_{base64url:20}»"}]}',
      'const ciJobToken = "«glcbt-{base64url:20}»";',
      '{"ci_job_token":"«glcbt-{hex:1-4}_{base64url:20}»","retries":3}',
    ],
    negative: [
      'CI_JOB_TOKEN=glcbt-64_{base64url:19}',
      'ci_job_token: glcbt-64_xxxxxxxxxxxxxxxxxxxx',
      '{"ci_job_token":"glcbt-64_{base64url:10}!{base64url:9}"}',
    ],
  },
};
