// Amazon Marketplace Web Service token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const amazonMwsAuthToken: Detector = {
  id: 'amazon-mws-auth-token',
  title: 'Amazon Marketplace Web Service token',
  class: 'token',
  reference: 'https://developer-docs.amazon.com/sp-api/docs/what-is-the-selling-partner-api',
  ...shaped({ shapes: ['amzn.mws.{uuid}'] }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «amzn.mws.{uuid}»',
      'export MWS_AUTH_TOKEN=«amzn.mws.{uuid}»',
      'level=error msg="call refused" mws_auth_token=«amzn.mws.{uuid}» status=401',
    ],
    negative: [
      'export MWS_AUTH_TOKEN=amzn.mws.{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'mws_auth_token: amzn.mws.00000000-0000-0000-0000-000000000000',
      '{"mws_auth_token":"amzn.mws.{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:6}!{hexany:5}"}',
    ],
  },
};
