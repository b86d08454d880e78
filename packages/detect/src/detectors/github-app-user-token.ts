// GitHub App user access token.
import type { Detector } from '../formats/detector.ts';
import { endsInCrc32 } from '../formats/crc32.ts';
import { shaped } from '../formats/shaped.ts';

export const githubAppUserToken: Detector = {
  id: 'github-app-user-token',
  title: 'GitHub App user access token',
  class: 'token',
  reference:
    'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github',
  ...shaped({ shapes: ['ghu_{alnum:36}'], check: endsInCrc32 }),
  examples: {
    positive: [
      'helm upgrade app ./chart --set auth.githubUserToken=«ghu_{crc:30}»',
      'curl -s -H "X-Auth-Token: «ghu_{crc:30}»" https://api.internal/v1',
      '<add key="githubUserToken" value="«ghu_{crc:30}»" />',
    ],
    negative: [
      'export GITHUB_USER_TOKEN=ghu_{alnum:35}',
      'github_user_token: ghu_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'github_user_token=ghu_{alnum:37}',
      'export GITHUB_USER_TOKEN=ghu_{alnum:36}',
    ],
  },
};
