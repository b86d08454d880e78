// Netlify personal access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const netlifyPersonalToken: Detector = {
  id: 'netlify-personal-token',
  title: 'Netlify personal access token',
  class: 'token',
  reference: 'https://docs.netlify.com/api/get-started/',
  ...shaped({ shapes: ['nfp_{alnum:36}'] }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «nfp_{alnum:36}»',
      'export NETLIFY_AUTH_TOKEN=«nfp_{alnum:36}»',
      'level=error msg="call refused" netlify_auth_token=«nfp_{alnum:36}» status=401',
    ],
    negative: [
      'export NETLIFY_AUTH_TOKEN=nfp_{alnum:35}',
      'netlify_auth_token: nfp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"netlify_auth_token":"nfp_{alnum:18}!{alnum:17}"}',
    ],
  },
};
