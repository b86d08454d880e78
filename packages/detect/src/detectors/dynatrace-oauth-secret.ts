// Dynatrace OAuth client secret.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const dynatraceOauthSecret: Detector = {
  id: 'dynatrace-oauth-secret',
  title: 'Dynatrace OAuth client secret',
  class: 'token',
  reference:
    'https://docs.dynatrace.com/docs/manage/identity-access-management/access-tokens-and-oauth-clients/oauth-clients',
  ...shaped({ shapes: ['dt0s02.{base32:8}.{base32:64}', 'dt0s08.{base32:8}.{base32:64}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «dt0s02.{base32:8}.{base32:64}»',
      '{"env":[{"name":"DT_CLIENT_SECRET","value":"«dt0s08.{base32:8}.{base32:64}»"}]}',
      'const dtClientSecret = "«dt0s02.{base32:8}.{base32:64}»";',
    ],
    negative: [
      'export DT_CLIENT_SECRET=dt0s08.{base32:8}.{base32:63}',
      'dt_client_secret: dt0s02.{base32:8}.XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
      '{"dt_client_secret":"dt0s08.{base32:8}.{base32:32}!{base32:31}"}',
    ],
  },
};
