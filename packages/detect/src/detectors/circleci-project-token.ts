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
      'export CIRCLE_PROJECT_TOKEN=«CCIPRJ_{base58:20-22}_{hex:40}»',
      'level=error msg="call refused" circle_project_token=«CCIPRJ_{base58:20-22}_{hex:40}» status=401',
      "CIRCLE_PROJECT_TOKEN='«CCIPRJ_{base58:20-22}_{hex:40}»' ./run.sh",
    ],
    negative: [
      'export CIRCLE_PROJECT_TOKEN=CCIPRJ_{base58:20-22}_{hex:39}',
      'circle_project_token: CCIPRJ_{base58:20-22}_0000000000000000000000000000000000000000',
      '{"circle_project_token":"CCIPRJ_{base58:20-22}_{hex:20}!{hex:19}"}',
    ],
  },
};
