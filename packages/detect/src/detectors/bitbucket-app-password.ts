// Bitbucket app password.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const bitbucketAppPassword: Detector = {
  id: 'bitbucket-app-password',
  title: 'Bitbucket app password',
  class: 'password',
  reference: 'https://support.atlassian.com/bitbucket-cloud/docs/app-passwords/',
  ...shaped({ shapes: ['ATBB{alnum:32}'] }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «ATBB{alnum:32}»',
      'export BITBUCKET_APP_PASSWORD=«ATBB{alnum:32}»',
      'level=error msg="call refused" bitbucket_app_password=«ATBB{alnum:32}» status=401',
    ],
    negative: [
      'export BITBUCKET_APP_PASSWORD=ATBB{alnum:31}',
      'bitbucket_app_password: ATBBxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"bitbucket_app_password":"ATBB{alnum:16}!{alnum:15}"}',
    ],
  },
};
