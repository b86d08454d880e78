// Dynatrace OAuth client secret.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const dynatraceOauthSecret: Detector = {
  id: 'dynatrace-oauth-secret',
  title: 'Dynatrace OAuth client secret',
  class: 'token',
  reference:
    'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/oauth-clients',
  ...shaped({
    shapes: ['dt0s02.{base32:8}.{base32:64}', 'dt0s03.{base32:8}.{base32:64}', 'dt0s08.{base32:8}.{base32:64}'],
  }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «dt0s02.{base32:8}.{base32:64}»',
      'export DT_CLIENT_SECRET=«dt0s08.{base32:8}.{base32:64}»',
      'level=error msg="call refused" dt_client_secret=«dt0s02.{base32:8}.{base32:64}» status=401',
      '{"client_secret":"«dt0s03.{base32:8}.{base32:64}»"}',
    ],
    negative: [
      'export DT_CLIENT_SECRET=dt0s08.{base32:8}.{base32:63}',
      'dt_client_secret: dt0s02.{base32:8}.XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
      'see id=xdt0s02.{base32:8}.{base32:64}',
    ],
  },
};
