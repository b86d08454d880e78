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
      '<add key="travisApiToken" value="«{base64url:22}»" />',
      '{"travis_token":"«{base64url:22}»","retries":3}',
      "TRAVIS_API_TOKEN='«{base64url:22}»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY={base64url:22}',
      'export TRAVIS_API_TOKEN={base64url:21}',
      'travis_api_token: xxxxxxxxxxxxxxxxxxxxxx',
      'travis travis build {base64url:22} done',
    ],
  },
};
