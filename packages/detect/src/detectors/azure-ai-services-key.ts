// Azure AI services key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const azureAiServicesKey: Detector = {
  id: 'azure-ai-services-key',
  title: 'Azure AI services key',
  class: 'token',
  reference: 'https://learn.microsoft.com/en-us/azure/ai-services/authentication',
  ...shaped({ shapes: ['{alnum:52}JQQJ99{alnum:18}ACOG{alnum:4}'] }),
  examples: {
    positive: [
      '{"azure_openai_api_key":"«{alnum:52}JQQJ99{alnum:18}ACOG{alnum:4}»","retries":3}',
      'Authorization: Bearer «{alnum:52}JQQJ99{alnum:18}ACOG{alnum:4}»',
      '{"env":[{"name":"AZURE_OPENAI_API_KEY","value":"«{alnum:52}JQQJ99{alnum:18}ACOG{alnum:4}»"}]}',
    ],
    negative: [
      'export AZURE_OPENAI_API_KEY={alnum:52}JQQJ99{alnum:18}ACOG{alnum:3}',
      'azure_openai_api_key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxJQQJ99{alnum:18}ACOG{alnum:4}',
      'see id={alnum:52}JQQJ99{alnum:18}ACOG{alnum:4}0',
    ],
  },
};
