// Amplitude secret key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const amplitudeSecretKey: Detector = {
  id: 'amplitude-secret-key',
  title: 'Amplitude secret key',
  class: 'token',
  reference: 'https://amplitude.com/docs/apis/authentication',
  ...named({ names: ['amplitude'], shapes: ['{hex:32}'], words: ['secret'] }),
  examples: {
    positive: [
      "AMPLITUDE_SECRET_KEY='«{hex:32}»' ./run.sh",
      '<add key="amplitudeSecretKey" value="«{hex:32}»" />',
      '{"amplitude_secret_key":"«{hex:32}»","retries":3}',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export AMPLITUDE_SECRET_KEY={hex:31}',
      'amplitude_secret_key: 0123456789abcdef0123456789abcdef',
      '{"amplitude_secret_key":"{hex:16}!{hex:15}"}',
    ],
  },
};
