// Dynatrace access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

/** The issuer's table of prefixes: API token, platform token, chat and identity links (`04`, `09`), refresh token (`06`). */
export const dynatraceAccessToken: Detector = {
  id: 'dynatrace-access-token',
  title: 'Dynatrace access token',
  class: 'token',
  reference:
    'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/access-tokens',
  ...shaped({
    shapes: ['dt0c01', 'dt0s01', 'dt0s04', 'dt0s06', 'dt0s09', 'dt0s16'].map(
      (prefix) => `${prefix}.{base32:24}.{base32:64}`,
    ),
  }),
  examples: {
    positive: [
      'Authorization: Bearer «dt0c01.{base32:24}.{base32:64}»',
      '{"env":[{"name":"DT_API_TOKEN","value":"«dt0s01.{base32:24}.{base32:64}»"}]}',
      'const dtApiToken = "«dt0s16.{base32:24}.{base32:64}»";',
      'grant_type=refresh_token refresh=«dt0s06.{base32:24}.{base32:64}»',
    ],
    negative: [
      'dt_api_token=dt0s05.{base32:24}.{base32:64}',
      'export DT_API_TOKEN=dt0s16.{base32:24}.{base32:63}',
      'dt_api_token: dt0c01.{base32:24}.XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
      '{"dt_api_token":"dt0s16.{base32:24}.{base32:32}!{base32:31}"}',
    ],
  },
};
