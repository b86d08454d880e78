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
      'export CIRCLE_TOKEN=«CCIPAT_{base58:20-22}_{hex:40}»',
      'level=error msg="call refused" circle_token=«CCIPAT_{base58:20-22}_{hex:40}» status=401',
      "CIRCLE_TOKEN='«CCIPAT_{base58:20-22}_{hex:40}»' ./run.sh",
    ],
    negative: [
      'export CIRCLE_TOKEN=CCIPAT_{base58:20-22}_{hex:39}',
      'circle_token: CCIPAT_{base58:20-22}_0000000000000000000000000000000000000000',
      '{"circle_token":"CCIPAT_{base58:20-22}_{hex:20}!{hex:19}"}',
    ],
  },
};
