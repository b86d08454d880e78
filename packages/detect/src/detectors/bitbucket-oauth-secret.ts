// Bitbucket OAuth consumer secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const bitbucketOauthSecret: Detector = {
  id: 'bitbucket-oauth-secret',
  title: 'Bitbucket OAuth consumer secret',
  class: 'token',
  reference: 'https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud/',
  ...named({ names: ['bitbucket'], shapes: ['{alnum:32}'], words: ['secret'] }),
  examples: {
    positive: [
      'bitbucket.client.secret = «{alnum:32}»',
      'bitbucket_oauth_secret: "«{alnum:32}»"',
      '{"env":[{"name":"BITBUCKET_CLIENT_SECRET","value":"«{alnum:32}»"}]}',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:32}',
      'export BITBUCKET_CLIENT_SECRET={alnum:31}',
      'bitbucket_client_secret: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'bitbucket bitbucket build {alnum:32} done',
    ],
  },
};
