// OpenAI project API key.
import type { Detector } from '../formats/detector.ts';
import { holdsOpenAiMark } from '../formats/openai-mark.ts';
import { shaped } from '../formats/shaped.ts';

export const openaiProjectApiKey: Detector = {
  id: 'openai-project-api-key',
  title: 'OpenAI project API key',
  class: 'token',
  reference: 'https://platform.openai.com/docs/api-reference/authentication',
  ...shaped({ shapes: ['sk-proj-{base64url:60-200}'], check: holdsOpenAiMark }),
  examples: {
    positive: [
      'curl -s -H "X-Auth-Token: «sk-proj-{alnum:74}T3BlbkFJ{alnum:74}»" https://api.internal/v1',
      '<add key="openaiApiKey" value="«sk-proj-{alnum:58}T3BlbkFJ{alnum:58}»" />',
      'openai_api_key: "«sk-proj-{alnum:74}T3BlbkFJ{alnum:74}»"',
    ],
    negative: [
      'export OPENAI_API_KEY=sk-proj-{base64url:59}',
      'openai_api_key: sk-proj-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'openai_api_key=sk-proj-{base64url:201}',
      'export OPENAI_API_KEY=sk-proj-{base64url:60-200}',
    ],
  },
};
