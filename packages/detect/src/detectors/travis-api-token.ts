// Travis CI API token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const travisApiToken: Detector = {
  id: 'travis-api-token',
  title: 'Travis CI API token',
  class: 'token',
  reference: 'https://developer.travis-ci.com/authentication',
  ...named({ names: ['travis'], shapes: ['{base64url:22}'] }),
  examples: {
    positive: [
      'export TRAVIS_API_TOKEN=«{base64url:22}»',
      'level=error msg="call refused" travis_token=«{base64url:22}» status=401',
      'const travisApiToken = "«{base64url:22}»";',
    ],
    negative: [
      'export BILLING_API_KEY={base64url:22}',
      'export TRAVIS_API_TOKEN={base64url:21}',
      'travis_api_token: xxxxxxxxxxxxxxxxxxxxxx',
      '{"travis_api_token":"{base64url:11}!{base64url:10}"}',
    ],
  },
};
