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
      'Authorization: Bearer «ATBB{alnum:32}»',
      '{"env":[{"name":"BITBUCKET_APP_PASSWORD","value":"«ATBB{alnum:32}»"}]}',
      'const bitbucketAppPassword = "«ATBB{alnum:32}»";',
    ],
    negative: [
      'export BITBUCKET_APP_PASSWORD=ATBB{alnum:31}',
      'bitbucket_app_password: ATBBxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xATBB{alnum:32}',
    ],
  },
};
