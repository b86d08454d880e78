// OpenAI user API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const openaiLegacyApiKey: Detector = {
  id: 'openai-legacy-api-key',
  title: 'OpenAI user API key',
  class: 'token',
  reference: 'https://platform.openai.com/docs/api-reference/authentication',
  ...shaped({ shapes: ['sk-{alnum:20}T3BlbkFJ{alnum:20}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" openai_api_key=«sk-{alnum:20}T3BlbkFJ{alnum:20}» status=401',
      "OPENAI_API_KEY='«sk-{alnum:20}T3BlbkFJ{alnum:20}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «sk-{alnum:20}T3BlbkFJ{alnum:20}»',
    ],
    negative: [
      'export OPENAI_API_KEY=sk-{alnum:20}T3BlbkFJ{alnum:19}',
      'openai_api_key: sk-xxxxxxxxxxxxxxxxxxxxT3BlbkFJ{alnum:20}',
      'see id=xsk-{alnum:20}T3BlbkFJ{alnum:20}',
    ],
  },
};
