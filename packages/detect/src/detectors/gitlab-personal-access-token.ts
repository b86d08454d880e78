// GitLab personal, project or group access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

/**
 * An administrator may put a name of the instance before any prefix (`SIE-glpat-`), which is left as it is. Routable tokens have a payload, since
 * 2025 their version, and the payload's length with a CRC-32. https://handbook.gitlab.com/handbook/engineering/architecture/design-documents/cells/routable_tokens/
 */
export const gitlabPersonalAccessToken: Detector = {
  id: 'gitlab-personal-access-token',
  title: 'GitLab personal, project or group access token',
  class: 'token',
  reference: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  ...shaped({
    shapes: [
      'glpat-{base64url:20}',
      'glpat-{base64url:27-300}.{lowernum:9}',
      'glpat-{base64url:27-300}.{lowernum:2}.{lowernum:9}',
    ],
  }),
  examples: {
    positive: [
      '<add key="gitlabToken" value="«glpat-{base64url:20}»" />',
      'gitlab_token: "«glpat-{base64url:27-300}.{lowernum:2}.{lowernum:9}»"',
      'helm upgrade app ./chart --set auth.gitlabToken=«glpat-{base64url:20}»',
      'GITLAB_TOKEN=SIE-«glpat-{base64url:20}»',
      'token: «glpat-{base64url:27-300}.{lowernum:9}»',
    ],
    negative: [
      'GITLAB_TOKEN=glpat-{base64url:19}',
      'gitlab_token: glpat-xxxxxxxxxxxxxxxxxxxx',
      'GITLAB_TOKEN=glpat-{base64url:26}',
      'xglpat-{base64url:20}',
    ],
  },
};
