// Gitea access token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const giteaAccessToken: Detector = {
  id: 'gitea-access-token',
  title: 'Gitea access token',
  class: 'token',
  reference: 'https://docs.gitea.com/development/api-usage',
  ...named({ names: ['gitea'], shapes: ['{hex:40}'] }),
  examples: {
    positive: [
      'export GITEA_TOKEN=«{hex:40}»',
      'level=error msg="call refused" gitea_api_token=«{hex:40}» status=401',
      'const giteaToken = "«{hex:40}»";',
    ],
    negative: [
      'export BILLING_API_KEY={hex:40}',
      'export GITEA_TOKEN={hex:39}',
      'gitea_token: 0000000000000000000000000000000000000000',
      'gitea gitea build {hex:40} done',
    ],
  },
};
