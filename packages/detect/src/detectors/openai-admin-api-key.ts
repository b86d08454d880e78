// OpenAI admin API key.
import type { Detector } from '../formats/detector.ts';
import { holdsOpenAiMark } from '../formats/openai-mark.ts';
import { shaped } from '../formats/shaped.ts';

export const openaiAdminApiKey: Detector = {
  id: 'openai-admin-api-key',
  title: 'OpenAI admin API key',
  class: 'token',
  reference: 'https://platform.openai.com/docs/api-reference/authentication',
  ...shaped({ shapes: ['sk-admin-{base64url:60-200}'], check: holdsOpenAiMark }),
  examples: {
    positive: [
      "OPENAI_ADMIN_KEY='«sk-admin-{alnum:74}T3BlbkFJ{alnum:74}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «sk-admin-{alnum:58}T3BlbkFJ{alnum:58}»',
      'export OPENAI_ADMIN_KEY=«sk-admin-{alnum:74}T3BlbkFJ{alnum:74}»',
    ],
    negative: [
      'export OPENAI_ADMIN_KEY=sk-admin-{base64url:59}',
      'openai_admin_key: sk-admin-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"openai_admin_key":"sk-admin-{base64url:30}!{base64url:29}"}',
      'export OPENAI_ADMIN_KEY=sk-admin-{base64url:60-200}',
    ],
  },
};
