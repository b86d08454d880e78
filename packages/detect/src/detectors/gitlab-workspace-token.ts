// GitLab workspace token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const gitlabWorkspaceToken: Detector = {
  id: 'gitlab-workspace-token',
  title: 'GitLab workspace token',
  class: 'token',
  reference: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  unconfirmed: 'The issuer documents the prefix and no length; 20 characters are taken, as in its other tokens.',
  ...shaped({ shapes: ['glwt-{base64url:20}'] }),
  examples: {
    positive: [
      'GITLAB_WORKSPACE_TOKEN=«glwt-{base64url:20}»',
      'agent: token "«glwt-{base64url:20}»" accepted',
      'mounted acme-«glwt-{base64url:20}» for the workspace',
    ],
    negative: [
      'export GITLAB_WORKSPACE_TOKEN=glwt-{base64url:19}',
      'gitlab_workspace_token: glwt-xxxxxxxxxxxxxxxxxxxx',
      'gitlab_workspace_token=glwt-{base64url:21}',
    ],
  },
};
