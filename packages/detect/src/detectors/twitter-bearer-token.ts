// X app-only bearer token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const twitterBearerToken: Detector = {
  id: 'twitter-bearer-token',
  title: 'X app-only bearer token',
  class: 'token',
  reference: 'https://docs.x.com/resources/fundamentals/authentication/oauth-2-0/application-only',
  ...shaped({ shapes: ['AAAAAAAAAAAAAAAAAAAAA{url:80-140}'] }),
  examples: {
    positive: [
      '<add key="twitterBearerToken" value="«AAAAAAAAAAAAAAAAAAAAA{alnum:12}%3D{alnum:75}»" />',
      'twitter_bearer_token: "«AAAAAAAAAAAAAAAAAAAAA{alnum:12}%3D{alnum:75}»"',
      'helm upgrade app ./chart --set auth.twitterBearerToken=«AAAAAAAAAAAAAAAAAAAAA{alnum:12}%3D{alnum:75}»',
    ],
    negative: [
      'export TWITTER_BEARER_TOKEN=AAAAAAAAAAAAAAAAAAAAA{url:79}',
      'twitter_bearer_token: AAAAAAAAAAAAAAAAAAAAAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'twitter_bearer_token=AAAAAAAAAAAAAAAAAAAAA{url:141}',
    ],
  },
};
