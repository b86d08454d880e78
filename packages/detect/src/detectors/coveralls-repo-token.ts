// Coveralls repository token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const coverallsRepoToken: Detector = {
  id: 'coveralls-repo-token',
  title: 'Coveralls repository token',
  class: 'token',
  reference: 'https://docs.coveralls.io/api-introduction',
  ...named({ names: ['coveralls'], shapes: ['{alnum:32}'] }),
  examples: {
    positive: [
      'coveralls_repo_token: "«{alnum:32}»"',
      '{"env":[{"name":"COVERALLS_REPO_TOKEN","value":"«{alnum:32}»"}]}',
      'coveralls.repo.token = «{alnum:32}»',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:32}',
      'export COVERALLS_REPO_TOKEN={alnum:31}',
      'coveralls_repo_token: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"coveralls_repo_token":"{alnum:16}!{alnum:15}"}',
    ],
  },
};
