// CircleCI project API token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const circleciProjectToken: Detector = {
  id: 'circleci-project-token',
  title: 'CircleCI project API token',
  class: 'token',
  reference: 'https://circleci.com/docs/managing-api-tokens/',
  ...shaped({ shapes: ['CCIPRJ_{base58:20-22}_{hex:40}'] }),
  examples: {
    positive: [
      'helm upgrade app ./chart --set auth.circleProjectToken=«CCIPRJ_{base58:20-22}_{hex:40}»',
      'curl -s -H "X-Auth-Token: «CCIPRJ_{base58:20-22}_{hex:40}»" https://api.internal/v1',
      '<add key="circleProjectToken" value="«CCIPRJ_{base58:20-22}_{hex:40}»" />',
    ],
    negative: [
      'export CIRCLE_PROJECT_TOKEN=CCIPRJ_{base58:20-22}_{hex:39}',
      'circle_project_token: CCIPRJ_{base58:20-22}_0123456789abcdef0123456789abcdef01234567',
      'see id=xCCIPRJ_{base58:20-22}_{hex:40}',
    ],
  },
};
