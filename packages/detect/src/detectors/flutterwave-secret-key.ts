// Flutterwave secret key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const flutterwaveSecretKey: Detector = {
  id: 'flutterwave-secret-key',
  title: 'Flutterwave secret key',
  class: 'token',
  reference: 'https://developer.flutterwave.com/v3.0/docs/authentication',
  ...shaped({ shapes: ['FLWSECK-{hex:32}-X', 'FLWSECK_TEST-{hex:32}-X'] }),
  examples: {
    positive: [
      'FLW_SECRET_KEY=«FLWSECK-{hex:32}-X»',
      'Authorization: Bearer «FLWSECK_TEST-{hex:32}-X»',
      '{"secretKey":"«FLWSECK-{hex:32}-X»"}',
    ],
    negative: [
      'FLW_SECRET_KEY=FLWSECK-{hex:31}-X',
      'FLW_PUBLIC_KEY=FLWPUBK-{hex:32}-X',
      'FLW_SECRET_KEY=FLWSECK-00000000000000000000000000000000-X',
    ],
  },
};
