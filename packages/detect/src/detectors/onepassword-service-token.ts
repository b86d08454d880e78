// 1Password service account token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const onepasswordServiceToken: Detector = {
  id: 'onepassword-service-token',
  title: '1Password service account token',
  class: 'token',
  reference: 'https://developer.1password.com/docs/service-accounts/',
  ...shaped({ shapes: ['ops_eyJ{base64url:250-2000}'] }),
  examples: {
    positive: [
      'export OP_SERVICE_ACCOUNT_TOKEN=«ops_eyJ{base64url:800}»',
      'level=error msg="call refused" op_service_account_token=«ops_eyJ{base64url:800}» status=401',
      "OP_SERVICE_ACCOUNT_TOKEN='«ops_eyJ{base64url:800}»' ./run.sh",
    ],
    negative: [
      'export OP_SERVICE_ACCOUNT_TOKEN=ops_eyJ{base64url:249}',
      'op_service_account_token: ops_eyJxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"op_service_account_token":"ops_eyJ{base64url:125}!{base64url:124}"}',
    ],
  },
};
