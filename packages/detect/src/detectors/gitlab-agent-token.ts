// GitLab agent for Kubernetes token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const gitlabAgentToken: Detector = {
  id: 'gitlab-agent-token',
  title: 'GitLab agent for Kubernetes token',
  class: 'token',
  reference: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  ...shaped({ shapes: ['glagent-{base64url:50}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" agent_token=«glagent-{base64url:50}» status=401',
      "AGENT_TOKEN='«glagent-{base64url:50}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «glagent-{base64url:50}»',
    ],
    negative: [
      'export AGENT_TOKEN=glagent-{base64url:49}',
      'agent_token: glagent-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"agent_token":"glagent-{base64url:25}!{base64url:24}"}',
    ],
  },
};
