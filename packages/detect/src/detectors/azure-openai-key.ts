// Azure OpenAI key of 32 characters.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const azureOpenaiKey: Detector = {
  id: 'azure-openai-key',
  title: 'Azure OpenAI key of 32 characters',
  class: 'token',
  reference: 'https://learn.microsoft.com/en-us/azure/ai-services/openai/reference',
  ...named({ names: ['azure openai', 'ocp apim subscription'], shapes: ['{hex:32}'] }),
  examples: {
    positive: [
      'const azureOpenaiApiKey = "«{hex:32}»";',
      'export OCP_APIM_SUBSCRIPTION_KEY=«{hex:32}»',
      'level=error msg="call refused" azure_openai_api_key=«{hex:32}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export AZURE_OPENAI_API_KEY={hex:31}',
      'azure_openai_api_key: 00000000000000000000000000000000',
      'azure openai azure build {hex:32} done',
    ],
  },
};
