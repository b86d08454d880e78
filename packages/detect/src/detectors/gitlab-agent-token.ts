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
      'const agentToken = "«glagent-{base64url:50}»";',
      '{"agent_token":"«glagent-{base64url:50}»","retries":3}',
      'Authorization: Bearer «glagent-{base64url:50}»',
    ],
    negative: [
      'export AGENT_TOKEN=glagent-{base64url:49}',
      'agent_token: glagent-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xglagent-{base64url:50}',
    ],
  },
};
