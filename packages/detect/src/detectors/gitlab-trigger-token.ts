// GitLab pipeline trigger token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const gitlabTriggerToken: Detector = {
  id: 'gitlab-trigger-token',
  title: 'GitLab pipeline trigger token',
  class: 'token',
  reference: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  ...shaped({ shapes: ['glptt-{hex:40}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"TRIGGER_TOKEN","value":"«glptt-{hex:40}»"}]}',
      'const triggerToken = "«glptt-{hex:40}»";',
      '{"trigger_token":"«glptt-{hex:40}»","retries":3}',
    ],
    negative: [
      'export TRIGGER_TOKEN=glptt-{hex:39}',
      'trigger_token: glptt-0123456789abcdef0123456789abcdef01234567',
      'see id=xglptt-{hex:40}',
    ],
  },
};
