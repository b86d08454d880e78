// Buildkite API access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const buildkiteApiToken: Detector = {
  id: 'buildkite-api-token',
  title: 'Buildkite API access token',
  class: 'token',
  reference: 'https://buildkite.com/docs/apis/managing-api-tokens',
  ...shaped({ shapes: ['bkua_{hex:40}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" buildkite_api_token=«bkua_{hex:40}» status=401',
      "BUILDKITE_API_TOKEN='«bkua_{hex:40}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «bkua_{hex:40}»',
    ],
    negative: [
      'export BUILDKITE_API_TOKEN=bkua_{hex:39}',
      'buildkite_api_token: bkua_0123456789abcdef0123456789abcdef01234567',
      '{"buildkite_api_token":"bkua_{hex:20}!{hex:19}"}',
    ],
  },
};
