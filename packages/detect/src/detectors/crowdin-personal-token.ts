// Crowdin personal access token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const crowdinPersonalToken: Detector = {
  id: 'crowdin-personal-token',
  title: 'Crowdin personal access token',
  class: 'token',
  reference: 'https://support.crowdin.com/account-settings/',
  ...named({ names: ['crowdin'], shapes: ['{hex:80}'] }),
  examples: {
    positive: [
      'crowdin.personal.token = «{hex:80}»',
      'crowdin_personal_token: "«{hex:80}»"',
      '{"env":[{"name":"CROWDIN_PERSONAL_TOKEN","value":"«{hex:80}»"}]}',
    ],
    negative: [
      'export BILLING_API_KEY={hex:80}',
      'export CROWDIN_PERSONAL_TOKEN={hex:79}',
      'crowdin_personal_token: 00000000000000000000000000000000000000000000000000000000000000000000000000000000',
      'crowdin crowdin build {hex:80} done',
    ],
  },
};
