// AssemblyAI API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const assemblyaiApiKey: Detector = {
  id: 'assemblyai-api-key',
  title: 'AssemblyAI API key',
  class: 'token',
  reference: 'https://www.assemblyai.com/docs/api-reference/overview',
  ...named({ names: ['assemblyai', 'assembly ai'], shapes: ['{hex:32}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" assemblyai_api_key=«{hex:32}» status=401',
      'const assemblyAiKey = "«{hex:32}»";',
      'export ASSEMBLYAI_API_KEY=«{hex:32}»',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export ASSEMBLYAI_API_KEY={hex:31}',
      'assemblyai_api_key: 00000000000000000000000000000000',
      'assemblyai assemblyai build {hex:32} done',
    ],
  },
};
