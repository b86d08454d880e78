// Anthropic OAuth access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const anthropicOauthToken: Detector = {
  id: 'anthropic-oauth-token',
  title: 'Anthropic OAuth access token',
  class: 'token',
  reference: 'https://docs.anthropic.com/en/docs/claude-code/iam',
  ...shaped({ shapes: ['sk-ant-oat01-{base64url:93}AA'] }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «sk-ant-oat01-{base64url:93}AA»',
      'export CLAUDE_CODE_OAUTH_TOKEN=«sk-ant-oat01-{base64url:93}AA»',
      'level=error msg="call refused" claude_code_oauth_token=«sk-ant-oat01-{base64url:93}AA» status=401',
    ],
    negative: [
      'export CLAUDE_CODE_OAUTH_TOKEN=sk-ant-oat01-{base64url:92}AA',
      'claude_code_oauth_token: sk-ant-oat01-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxAA',
      'see id=xsk-ant-oat01-{base64url:93}AA',
    ],
  },
};
