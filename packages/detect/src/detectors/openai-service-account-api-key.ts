// OpenAI service account API key.
import type { Detector } from '../formats/detector.ts';
import { holdsOpenAiMark } from '../formats/openai-mark.ts';
import { shaped } from '../formats/shaped.ts';

export const openaiServiceAccountApiKey: Detector = {
  id: 'openai-service-account-api-key',
  title: 'OpenAI service account API key',
  class: 'token',
  reference: 'https://platform.openai.com/docs/api-reference/authentication',
  ...shaped({ shapes: ['sk-svcacct-{base64url:60-200}'], check: holdsOpenAiMark }),
  examples: {
    positive: [
      '{"openai_api_key":"«sk-svcacct-{alnum:74}T3BlbkFJ{alnum:74}»","retries":3}',
      'Authorization: Bearer «sk-svcacct-{alnum:58}T3BlbkFJ{alnum:58}»',
      '{"env":[{"name":"OPENAI_API_KEY","value":"«sk-svcacct-{alnum:74}T3BlbkFJ{alnum:74}»"}]}',
    ],
    negative: [
      'export OPENAI_API_KEY=sk-svcacct-{base64url:59}',
      'openai_api_key: sk-svcacct-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xsk-svcacct-{base64url:60-200}',
      'export OPENAI_API_KEY=sk-svcacct-{base64url:60-200}',
    ],
  },
};
