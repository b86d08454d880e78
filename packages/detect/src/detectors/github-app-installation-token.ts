// GitHub App installation access token.
import type { Detector } from '../formats/detector.ts';
import { endsInCrc32 } from '../formats/crc32.ts';
import { shaped } from '../formats/shaped.ts';

export const githubAppInstallationToken: Detector = {
  id: 'github-app-installation-token',
  title: 'GitHub App installation access token',
  class: 'token',
  reference:
    'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github',
  ...shaped({ shapes: ['ghs_{alnum:36}'], check: endsInCrc32 }),
  examples: {
    positive: [
      'const githubInstallationToken = "«ghs_{crc:30}»";',
      '{"github_installation_token":"«ghs_{crc:30}»","retries":3}',
      'Authorization: Bearer «ghs_{crc:30}»',
    ],
    negative: [
      'export GITHUB_INSTALLATION_TOKEN=ghs_{alnum:35}',
      'github_installation_token: ghs_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xghs_{alnum:36}',
      'export GITHUB_INSTALLATION_TOKEN=ghs_{alnum:36}',
    ],
  },
};
