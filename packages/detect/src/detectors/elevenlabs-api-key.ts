// ElevenLabs API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const elevenlabsApiKey: Detector = {
  id: 'elevenlabs-api-key',
  title: 'ElevenLabs API key',
  class: 'token',
  reference: 'https://elevenlabs.io/docs/api-reference/authentication',
  ...named({ names: ['elevenlabs', 'xi api key', 'eleven labs'], shapes: ['sk_{hex:48}', '{hex:32}'] }),
  examples: {
    positive: [
      '{"elevenlabs_api_key":"«sk_{hex:48}»","retries":3}',
      "XI_API_KEY='«{hex:32}»' ./run.sh",
      '<add key="elevenlabsApiKey" value="«sk_{hex:48}»" />',
    ],
    negative: [
      'export BILLING_API_KEY=sk_{hex:48}',
      'export ELEVENLABS_API_KEY=sk_{hex:47}',
      'elevenlabs_api_key: sk_0123456789abcdef0123456789abcdef0123456789abcdef',
      '{"elevenlabs_api_key":"sk_{hex:24}!{hex:23}"}',
    ],
  },
};
