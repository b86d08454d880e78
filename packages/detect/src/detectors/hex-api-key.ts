// Hex package manager API key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const hexApiKey: Detector = {
  id: 'hex-api-key',
  title: 'Hex package manager API key',
  class: 'token',
  reference: 'https://hex.pm/docs/publish',
  ...named({ names: ['hex api key'], shapes: ['{hex:32}'] }),
  examples: {
    positive: [
      '{"hex_api_key":"«{hex:32}»","retries":3}',
      "HEX_API_KEY='«{hex:32}»' ./run.sh",
      '<add key="hexApiKey" value="«{hex:32}»" />',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export HEX_API_KEY={hex:31}',
      'hex_api_key: 00000000000000000000000000000000',
      'hex api key hex build {hex:32} done',
    ],
  },
};
