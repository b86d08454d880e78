// Kong Konnect personal access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const kongKonnectToken: Detector = {
  id: 'kong-konnect-token',
  title: 'Kong Konnect personal access token',
  class: 'token',
  reference: 'https://developer.konghq.com/konnect-api/',
  unconfirmed: 'The issuer documents the prefix and no length; 40 to 64 characters are taken.',
  ...shaped({ shapes: ['kpat_{alnum:40-64}'] }),
  examples: {
    positive: [
      "curl https://global.api.konghq.com/v3/users -H 'Authorization: Bearer «kpat_{alnum:49}»'",
      'DECK_KONNECT_TOKEN=«kpat_{alnum:49}»',
      '{"konnect_token":"«kpat_{alnum:49}»"}',
    ],
    negative: [
      'export KONNECT_TOKEN=kpat_{alnum:39}',
      'konnect_token: kpat_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'konnect_token=xkpat_{alnum:49}',
    ],
  },
};
