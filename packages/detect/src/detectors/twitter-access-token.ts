// X user access token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const twitterAccessToken: Detector = {
  id: 'twitter-access-token',
  title: 'X user access token',
  class: 'token',
  reference: 'https://docs.x.com/resources/fundamentals/authentication/oauth-1-0a/obtaining-user-access-tokens',
  ...named({ names: ['twitter'], shapes: ['{digit:8-20}-{alnum:40}'] }),
  examples: {
    positive: [
      '<add key="twitterAccessToken" value="«{digit:8-20}-{alnum:40}»" />',
      '{"twitter_access_token":"«{digit:8-20}-{alnum:40}»","retries":3}',
      "TWITTER_ACCESS_TOKEN='«{digit:8-20}-{alnum:40}»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY={digit:8-20}-{alnum:40}',
      'export TWITTER_ACCESS_TOKEN={digit:8-20}-{alnum:39}',
      'twitter_access_token: {digit:8-20}-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'twitter twitter build {digit:8-20}-{alnum:40} done',
    ],
  },
};
