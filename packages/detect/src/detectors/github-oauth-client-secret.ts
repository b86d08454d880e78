// GitHub OAuth app client secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const githubOauthClientSecret: Detector = {
  id: 'github-oauth-client-secret',
  title: 'GitHub OAuth app client secret',
  class: 'token',
  reference: 'https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps',
  ...named({ names: ['github client', 'github oauth', 'github app'], shapes: ['{hex:40}'], words: ['secret'] }),
  examples: {
    positive: [
      'level=error msg="call refused" github_client_secret=«{hex:40}» status=401',
      'const githubOauthSecret = "«{hex:40}»";',
      'export GITHUB_APP_CLIENT_SECRET=«{hex:40}»',
    ],
    negative: [
      'export BILLING_API_KEY={hex:40}',
      'export GITHUB_CLIENT_SECRET={hex:39}',
      'github_client_secret: 0000000000000000000000000000000000000000',
      'github client github build {hex:40} done',
    ],
  },
};
