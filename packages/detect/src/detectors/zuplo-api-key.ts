// API key of a gateway by Zuplo.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const zuploApiKey: Detector = {
  id: 'zuplo-api-key',
  title: 'API key of a gateway by Zuplo',
  class: 'token',
  reference: 'https://zuplo.com/docs/articles/api-key-leak-detection',
  unconfirmed:
    'The issuer documents the parts (random, checksum) and no lengths; 32 and 8 hexadecimal digits are taken, and the checksum is not computed.',
  ...shaped({ shapes: ['zpka_{hex:32}_{hex:8}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «zpka_{hex:32}_{hex:8}»',
      '{"apiKey":"«zpka_{hex:32}_{hex:8}»","retries":2}',
      'level=warn msg="quota exceeded" key=«zpka_{hex:32}_{hex:8}»',
    ],
    negative: [
      'apikey=zpka_{hex:32}_{hex:7}',
      'apikey: zpka_00000000000000000000000000000000_00000000',
      'apikey: zpka_{hex:32}',
    ],
  },
};
