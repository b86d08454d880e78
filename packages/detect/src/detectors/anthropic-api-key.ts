// Anthropic API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const anthropicApiKey: Detector = {
  id: 'anthropic-api-key',
  title: 'Anthropic API key',
  class: 'token',
  reference: 'https://docs.anthropic.com/en/api/admin-api/apikeys/get-api-key',
  ...shaped({ shapes: ['sk-ant-api03-{base64url:93}AA'] }),
  examples: {
    positive: [
      '<add key="anthropicApiKey" value="«sk-ant-api03-{base64url:93}AA»" />',
      'anthropic_api_key: "«sk-ant-api03-{base64url:93}AA»"',
      'helm upgrade app ./chart --set auth.anthropicApiKey=«sk-ant-api03-{base64url:93}AA»',
    ],
    negative: [
      'export ANTHROPIC_API_KEY=sk-ant-api03-{base64url:92}AA',
      'anthropic_api_key: sk-ant-api03-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxAA',
      'see id=xsk-ant-api03-{base64url:93}AA',
    ],
  },
};
