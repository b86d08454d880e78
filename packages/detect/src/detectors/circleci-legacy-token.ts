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
      '<add key="circleciToken" value="«{hex:40}»" />',
      '{"circle_token":"«{hex:40}»","retries":3}',
      "CIRCLECI_TOKEN='«{hex:40}»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY={hex:40}',
      'export CIRCLECI_TOKEN={hex:39}',
      'circleci_token: 0000000000000000000000000000000000000000',
      'circleci circleci build {hex:40} done',
    ],
  },
};
