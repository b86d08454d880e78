// X API key secret.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const twitterApiSecret: Detector = {
  id: 'twitter-api-secret',
  title: 'X API key secret',
  class: 'token',
  reference: 'https://docs.x.com/resources/fundamentals/authentication/oauth-1-0a/api-key-and-secret',
  ...named({ names: ['twitter api', 'twitter consumer', 'twitter app'], shapes: ['{alnum:50}'], words: ['secret'] }),
  examples: {
    positive: [
      'level=error msg="call refused" twitter_api_secret=«{alnum:50}» status=401',
      'const twitterConsumerSecret = "«{alnum:50}»";',
      'export TWITTER_API_SECRET=«{alnum:50}»',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:50}',
      'export TWITTER_API_SECRET={alnum:49}',
      'twitter_api_secret: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'twitter api twitter build {alnum:50} done',
    ],
  },
};
