// Deepgram API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const deepgramApiKey: Detector = {
  id: 'deepgram-api-key',
  title: 'Deepgram API key',
  class: 'token',
  reference: 'https://developers.deepgram.com/docs/create-additional-api-keys',
  ...named({ names: ['deepgram'], shapes: ['{hex:40}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"DEEPGRAM_API_KEY","value":"«{hex:40}»"}]}',
      'deepgram.api.key = «{hex:40}»',
      'deepgram_api_key: "«{hex:40}»"',
    ],
    negative: [
      'export BILLING_API_KEY={hex:40}',
      'export DEEPGRAM_API_KEY={hex:39}',
      'deepgram_api_key: 0123456789abcdef0123456789abcdef01234567',
      '{"deepgram_api_key":"{hex:20}!{hex:19}"}',
    ],
  },
};
