// GitHub App refresh token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const githubAppRefreshToken: Detector = {
  id: 'github-app-refresh-token',
  title: 'GitHub App refresh token',
  class: 'token',
  reference:
    'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github',
  ...shaped({ shapes: ['ghr_{alnum:36-76}'] }),
  examples: {
    positive: [
      'curl -s -H "X-Auth-Token: «ghr_{alnum:76}»" https://api.internal/v1',
      '<add key="githubRefreshToken" value="«ghr_{alnum:76}»" />',
      'github_refresh_token: "«ghr_{alnum:76}»"',
    ],
    negative: [
      'export GITHUB_REFRESH_TOKEN=ghr_{alnum:35}',
      'github_refresh_token: ghr_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'github_refresh_token=ghr_{alnum:77}',
    ],
  },
};
