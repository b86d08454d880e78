// CircleCI personal API token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const circleciPersonalToken: Detector = {
  id: 'circleci-personal-token',
  title: 'CircleCI personal API token',
  class: 'token',
  reference: 'https://circleci.com/docs/managing-api-tokens/',
  ...shaped({ shapes: ['CCIPAT_{base58:20-22}_{hex:40}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"CIRCLE_TOKEN","value":"«CCIPAT_{base58:20-22}_{hex:40}»"}]}',
      'const circleToken = "«CCIPAT_{base58:20-22}_{hex:40}»";',
      '{"circle_token":"«CCIPAT_{base58:20-22}_{hex:40}»","retries":3}',
    ],
    negative: [
      'export CIRCLE_TOKEN=CCIPAT_{base58:20-22}_{hex:39}',
      'circle_token: CCIPAT_{base58:20-22}_0123456789abcdef0123456789abcdef01234567',
      'see id=xCCIPAT_{base58:20-22}_{hex:40}',
    ],
  },
};
