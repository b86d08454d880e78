// GitHub OAuth access token.
import type { Detector } from '../formats/detector.ts';
import { endsInCrc32 } from '../formats/crc32.ts';
import { shaped } from '../formats/shaped.ts';

export const githubOauthToken: Detector = {
  id: 'github-oauth-token',
  title: 'GitHub OAuth access token',
  class: 'token',
  reference:
    'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github',
  ...shaped({ shapes: ['gho_{alnum:36}'], check: endsInCrc32 }),
  examples: {
    positive: [
      'export GH_OAUTH_TOKEN=«gho_{crc:30}»',
      'level=error msg="call refused" gh_oauth_token=«gho_{crc:30}» status=401',
      "GH_OAUTH_TOKEN='«gho_{crc:30}»' ./run.sh",
    ],
    negative: [
      'export GH_OAUTH_TOKEN=gho_{alnum:35}',
      'gh_oauth_token: gho_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"gh_oauth_token":"gho_{alnum:18}!{alnum:17}"}',
      'export GH_OAUTH_TOKEN=gho_{alnum:36}',
    ],
  },
};
