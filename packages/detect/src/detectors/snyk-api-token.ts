// Snyk API token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const snykApiToken: Detector = {
  id: 'snyk-api-token',
  title: 'Snyk API token',
  class: 'token',
  reference: 'https://docs.snyk.io/snyk-api/authentication-for-api',
  ...named({ names: ['snyk'], shapes: ['{uuid}'] }),
  examples: {
    positive: [
      'export SNYK_TOKEN=«{uuid}»',
      'level=error msg="call refused" snyk_api_token=«{uuid}» status=401',
      'const snykToken = "«{uuid}»";',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export SNYK_TOKEN={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'snyk_token: 00000000-0000-0000-0000-000000000000',
      '{"snyk_token":"{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:6}!{hexany:5}"}',
    ],
  },
};
