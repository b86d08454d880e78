// GitHub personal access token (classic).
import type { Detector } from '../formats/detector.ts';
import { endsInCrc32 } from '../formats/crc32.ts';
import { shaped } from '../formats/shaped.ts';

export const githubPersonalAccessToken: Detector = {
  id: 'github-personal-access-token',
  title: 'GitHub personal access token (classic)',
  class: 'token',
  reference:
    'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github',
  ...shaped({ shapes: ['ghp_{alnum:36}'], check: endsInCrc32 }),
  examples: {
    positive: [
      'export GITHUB_TOKEN=«ghp_{crc:30}»',
      'level=error msg="call refused" github_token=«ghp_{crc:30}» status=401',
      "GITHUB_TOKEN='«ghp_{crc:30}»' ./run.sh",
    ],
    negative: [
      'export GITHUB_TOKEN=ghp_{alnum:35}',
      'github_token: ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"github_token":"ghp_{alnum:18}!{alnum:17}"}',
      'export GITHUB_TOKEN=ghp_{alnum:36}',
    ],
  },
};
