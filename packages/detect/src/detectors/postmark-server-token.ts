// Postmark server or account token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const postmarkServerToken: Detector = {
  id: 'postmark-server-token',
  title: 'Postmark server or account token',
  class: 'token',
  reference: 'https://postmarkapp.com/developer/api/overview',
  ...named({ names: ['postmark'], shapes: ['{uuid}'] }),
  examples: {
    positive: [
      'export POSTMARK_SERVER_TOKEN=«{uuid}»',
      'level=error msg="call refused" x_postmark_server_token=«{uuid}» status=401',
      'const postmarkServerToken = "«{uuid}»";',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export POSTMARK_SERVER_TOKEN={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'postmark_server_token: 00000000-0000-0000-0000-000000000000',
      '{"postmark_server_token":"{hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:6}!{hexany:5}"}',
    ],
  },
};
