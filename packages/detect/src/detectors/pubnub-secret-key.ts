// PubNub secret key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const pubnubSecretKey: Detector = {
  id: 'pubnub-secret-key',
  title: 'PubNub secret key',
  class: 'token',
  reference: 'https://www.pubnub.com/docs/general/setup/account-setup',
  ...shaped({ shapes: ['sec-c-{base64:48}'] }),
  examples: {
    positive: [
      'curl -s -H "X-Auth-Token: «sec-c-{base64:48}»" https://api.internal/v1',
      '<add key="pubnubSecretKey" value="«sec-c-{base64:48}»" />',
      'pubnub_secret_key: "«sec-c-{base64:48}»"',
    ],
    negative: [
      'export PUBNUB_SECRET_KEY=sec-c-{base64:47}',
      'pubnub_secret_key: sec-c-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'pubnub_secret_key=sec-c-{base64:49}',
    ],
  },
};
