// LangSmith API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const langsmithApiKey: Detector = {
  id: 'langsmith-api-key',
  title: 'LangSmith API key',
  class: 'token',
  reference: 'https://docs.langchain.com/langsmith/create-account-api-key',
  ...shaped({ shapes: ['lsv2_pt_{hex:32}_{hex:10}', 'lsv2_sk_{hex:32}_{hex:10}'] }),
  examples: {
    positive: [
      'curl -s -H "X-Auth-Token: «lsv2_pt_{hex:32}_{hex:10}»" https://api.internal/v1',
      '<add key="langsmithApiKey" value="«lsv2_sk_{hex:32}_{hex:10}»" />',
      'langsmith_api_key: "«lsv2_pt_{hex:32}_{hex:10}»"',
    ],
    negative: [
      'export LANGSMITH_API_KEY=lsv2_sk_{hex:32}_{hex:9}',
      'langsmith_api_key: lsv2_pt_00000000000000000000000000000000_{hex:10}',
      '{"langsmith_api_key":"lsv2_sk_{hex:16}!{hex:15}_{hex:10}"}',
    ],
  },
};
