// GitHub fine-grained personal access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const githubFineGrainedToken: Detector = {
  id: 'github-fine-grained-token',
  title: 'GitHub fine-grained personal access token',
  class: 'token',
  reference:
    'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github',
  ...shaped({ shapes: ['github_pat_{alnum:22}_{alnum:59}'] }),
  examples: {
    positive: [
      '{"gh_token":"«github_pat_{alnum:22}_{alnum:59}»","retries":3}',
      'Authorization: Bearer «github_pat_{alnum:22}_{alnum:59}»',
      '{"env":[{"name":"GH_TOKEN","value":"«github_pat_{alnum:22}_{alnum:59}»"}]}',
    ],
    negative: [
      'export GH_TOKEN=github_pat_{alnum:22}_{alnum:58}',
      'gh_token: github_pat_{alnum:22}_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xgithub_pat_{alnum:22}_{alnum:59}',
    ],
  },
};
