// Dynatrace access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const dynatraceAccessToken: Detector = {
  id: 'dynatrace-access-token',
  title: 'Dynatrace access token',
  class: 'token',
  reference:
    'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens',
  ...shaped({
    shapes: ['dt0c01.{base32:24}.{base32:64}', 'dt0s01.{base32:24}.{base32:64}', 'dt0s16.{base32:24}.{base32:64}'],
  }),
  examples: {
    positive: [
      'Authorization: Bearer «dt0c01.{base32:24}.{base32:64}»',
      '{"env":[{"name":"DT_API_TOKEN","value":"«dt0s01.{base32:24}.{base32:64}»"}]}',
      'const dtApiToken = "«dt0s16.{base32:24}.{base32:64}»";',
    ],
    negative: [
      'export DT_API_TOKEN=dt0s16.{base32:24}.{base32:63}',
      'dt_api_token: dt0c01.{base32:24}.XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
      '{"dt_api_token":"dt0s16.{base32:24}.{base32:32}!{base32:31}"}',
    ],
  },
};
