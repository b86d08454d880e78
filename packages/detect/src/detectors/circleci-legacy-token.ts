// CircleCI API token without prefix.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const circleciLegacyToken: Detector = {
  id: 'circleci-legacy-token',
  title: 'CircleCI API token without prefix',
  class: 'token',
  reference: 'https://circleci.com/docs/managing-api-tokens/',
  ...named({ names: ['circleci', 'circle token'], shapes: ['{hex:40}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"CIRCLECI_TOKEN","value":"«{hex:40}»"}]}',
      'circle.token = «{hex:40}»',
      'circleci_token: "«{hex:40}»"',
    ],
    negative: [
      'export BILLING_API_KEY={hex:40}',
      'export CIRCLECI_TOKEN={hex:39}',
      'circleci_token: 0123456789abcdef0123456789abcdef01234567',
      '{"circleci_token":"{hex:20}!{hex:19}"}',
    ],
  },
};
