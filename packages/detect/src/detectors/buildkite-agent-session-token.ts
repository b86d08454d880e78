// Buildkite agent session token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const buildkiteAgentSessionToken: Detector = {
  id: 'buildkite-agent-session-token',
  title: 'Buildkite agent session token',
  class: 'token',
  reference: 'https://buildkite.com/docs/platform/security/tokens',
  ...shaped({ shapes: ['bkaa_{base64url:40-120}'] }),
  examples: {
    positive: [
      '{"buildkite_agent_access_token":"«bkaa_{alnum:75}»","retries":3}',
      'Authorization: Bearer «bkaa_{alnum:75}»',
      '{"env":[{"name":"BUILDKITE_AGENT_ACCESS_TOKEN","value":"«bkaa_{alnum:75}»"}]}',
    ],
    negative: [
      'export BUILDKITE_AGENT_ACCESS_TOKEN=bkaa_{base64url:39}',
      'buildkite_agent_access_token: bkaa_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xbkaa_{base64url:40-120}',
    ],
  },
};
