// UpCloud API token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const upcloudApiToken: Detector = {
  id: 'upcloud-api-token',
  title: 'UpCloud API token',
  class: 'token',
  reference: 'https://developers.upcloud.com/1.3/3-accounts/',
  ...shaped({ shapes: ['ucat_{uppernum:26}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" upcloud_token=«ucat_{uppernum:26}» status=401',
      "UPCLOUD_TOKEN='«ucat_{uppernum:26}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «ucat_{uppernum:26}»',
    ],
    negative: [
      'export UPCLOUD_TOKEN=ucat_{uppernum:25}',
      'upcloud_token: ucat_XXXXXXXXXXXXXXXXXXXXXXXXXX',
      '{"upcloud_token":"ucat_{uppernum:13}!{uppernum:12}"}',
    ],
  },
};
