// Google Cloud Storage HMAC access id of a service account.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const googleHmacAccessId: Detector = {
  id: 'google-hmac-access-id',
  title: 'Google Cloud Storage HMAC access id of a service account',
  class: 'token',
  reference: 'https://cloud.google.com/storage/docs/authentication/hmackeys',
  ...shaped({ shapes: ['GOOG1E{uppernum:55}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" gcs_access_key_id=«GOOG1E{uppernum:55}» status=401',
      "GCS_ACCESS_KEY_ID='«GOOG1E{uppernum:55}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «GOOG1E{uppernum:55}»',
    ],
    negative: [
      'export GCS_ACCESS_KEY_ID=GOOG1E{uppernum:54}',
      'gcs_access_key_id: GOOG1EXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX',
      '{"gcs_access_key_id":"GOOG1E{uppernum:27}!{uppernum:27}"}',
    ],
  },
};
