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
      'export TRIGGER_TOKEN=«glptt-{hex:40}»',
      'level=error msg="call refused" trigger_token=«glptt-{hex:40}» status=401',
      "TRIGGER_TOKEN='«glptt-{hex:40}»' ./run.sh",
    ],
    negative: [
      'export TRIGGER_TOKEN=glptt-{hex:39}',
      'trigger_token: glptt-0000000000000000000000000000000000000000',
      '{"trigger_token":"glptt-{hex:20}!{hex:19}"}',
    ],
  },
};
