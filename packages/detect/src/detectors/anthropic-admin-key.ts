// Anthropic admin API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const anthropicAdminKey: Detector = {
  id: 'anthropic-admin-key',
  title: 'Anthropic admin API key',
  class: 'token',
  reference: 'https://docs.anthropic.com/en/api/administration-api',
  ...shaped({ shapes: ['sk-ant-admin01-{base64url:93}AA'] }),
  examples: {
    positive: [
      'Authorization: Bearer «sk-ant-admin01-{base64url:93}AA»',
      '{"env":[{"name":"ANTHROPIC_ADMIN_KEY","value":"«sk-ant-admin01-{base64url:93}AA»"}]}',
      'const anthropicAdminKey = "«sk-ant-admin01-{base64url:93}AA»";',
    ],
    negative: [
      'export ANTHROPIC_ADMIN_KEY=sk-ant-admin01-{base64url:92}AA',
      'anthropic_admin_key: sk-ant-admin01-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxAA',
      '{"anthropic_admin_key":"sk-ant-admin01-{base64url:46}!{base64url:46}AA"}',
    ],
  },
};
