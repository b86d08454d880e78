// Dropbox short-lived access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const dropboxAccessToken: Detector = {
  id: 'dropbox-access-token',
  title: 'Dropbox short-lived access token',
  class: 'token',
  reference: 'https://developers.dropbox.com/oauth-guide',
  ...shaped({ shapes: ['sl.{base64url:130-200}', 'sl.u.{base64url:130-1500}'] }),
  examples: {
    positive: [
      'curl -s -H "X-Auth-Token: «sl.{base64url:130-200}»" https://api.internal/v1',
      '<add key="dropboxAccessToken" value="«sl.u.{base64url:130-1500}»" />',
      'dropbox_access_token: "«sl.{base64url:130-200}»"',
    ],
    negative: [
      'export DROPBOX_ACCESS_TOKEN=sl.u.{base64url:129}',
      'dropbox_access_token: sl.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'dropbox_access_token=sl.u.{base64url:1501}',
    ],
  },
};
