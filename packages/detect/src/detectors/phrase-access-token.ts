// Phrase access token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const phraseAccessToken: Detector = {
  id: 'phrase-access-token',
  title: 'Phrase access token',
  class: 'token',
  reference: 'https://support.phrase.com/hc/en-us/articles/5784094677404',
  ...named({ names: ['phrase access', 'phraseapp', 'phrase api'], shapes: ['{hex:64}'] }),
  examples: {
    positive: [
      '{"phrase_access_token":"«{hex:64}»","retries":3}',
      "PHRASEAPP_TOKEN='«{hex:64}»' ./run.sh",
      '<add key="phraseAccessToken" value="«{hex:64}»" />',
    ],
    negative: [
      'export BILLING_API_KEY={hex:64}',
      'export PHRASE_ACCESS_TOKEN={hex:63}',
      'phrase_access_token: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
      '{"phrase_access_token":"{hex:32}!{hex:31}"}',
    ],
  },
};
