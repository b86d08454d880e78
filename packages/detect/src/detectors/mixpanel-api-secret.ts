// Mixpanel API secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const mixpanelApiSecret: Detector = {
  id: 'mixpanel-api-secret',
  title: 'Mixpanel API secret',
  class: 'token',
  reference: 'https://docs.mixpanel.com/docs/orgs-and-projects/managing-projects',
  ...named({ names: ['mixpanel'], shapes: ['{hex:32}'], words: ['secret'] }),
  examples: {
    positive: [
      'mixpanel_api_secret: "«{hex:32}»"',
      '{"env":[{"name":"MIXPANEL_SECRET","value":"«{hex:32}»"}]}',
      'mixpanel.api.secret = «{hex:32}»',
    ],
    negative: [
      'export BILLING_API_KEY={hex:32}',
      'export MIXPANEL_API_SECRET={hex:31}',
      'mixpanel_api_secret: 00000000000000000000000000000000',
      'mixpanel mixpanel build {hex:32} done',
    ],
  },
};
