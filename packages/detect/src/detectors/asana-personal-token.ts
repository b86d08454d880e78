// Asana personal access token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const asanaPersonalToken: Detector = {
  id: 'asana-personal-token',
  title: 'Asana personal access token',
  class: 'token',
  reference: 'https://developers.asana.com/docs/personal-access-token',
  ...named({
    names: ['asana'],
    shapes: ['{digit:1}/{digit:13-17}:{hex:32}', '{digit:1}/{digit:13-17}/{digit:13-17}:{hex:32}'],
  }),
  examples: {
    positive: [
      'level=error msg="call refused" asana_access_token=«{digit:1}/{digit:13-17}:{hex:32}» status=401',
      'const asanaToken = "«{digit:1}/{digit:13-17}/{digit:13-17}:{hex:32}»";',
      'export ASANA_ACCESS_TOKEN=«{digit:1}/{digit:13-17}:{hex:32}»',
    ],
    negative: [
      'export BILLING_API_KEY={digit:1}/{digit:13-17}:{hex:32}',
      'export ASANA_ACCESS_TOKEN={digit:1}/{digit:13-17}:{hex:31}',
      'asana_access_token: {digit:1}/{digit:13-17}:0123456789abcdef0123456789abcdef',
      '{"asana_access_token":"{digit:1}/{digit:13-17}:{hex:16}!{hex:15}"}',
    ],
  },
};
