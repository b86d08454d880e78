// Logz.io API token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const logzioApiToken: Detector = {
  id: 'logzio-api-token',
  title: 'Logz.io API token',
  class: 'token',
  reference: 'https://docs.logz.io/docs/user-guide/admin/authentication-tokens/api-tokens/',
  ...named({ names: ['logzio', 'logz io'], shapes: ['{uuid}'] }),
  examples: {
    positive: [
      'const logzioToken = "«{uuid}»";',
      'export LOGZIO_API_TOKEN=«{uuid}»',
      'level=error msg="call refused" logzio_token=«{uuid}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export LOGZIO_TOKEN={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'logzio_token: 00000000-0000-0000-0000-000000000000',
      '{"logzio_token":"{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:6}!{hexany:5}"}',
    ],
  },
};
