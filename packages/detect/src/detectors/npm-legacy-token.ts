// npm access token without prefix, as .npmrc holds it.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const npmLegacyToken: Detector = {
  id: 'npm-legacy-token',
  title: 'npm access token without prefix, as .npmrc holds it',
  class: 'token',
  reference: 'https://docs.npmjs.com/using-private-packages-in-a-ci-cd-workflow',
  ...shaped({ shapes: ['_authToken=«{uuid}»'] }),
  examples: {
    positive: [
      '//registry.internal/:_authToken=«{uuid}»',
      'npm config set //npm.internal/:_authToken=«{uuid}»',
      'echo "//npm.internal/:_authToken=«{uuid}»" > ~/.npmrc',
    ],
    negative: [
      '//npm.internal/:_authToken=${NPM_TOKEN}',
      '//npm.internal/:_authToken={hexany:8}',
      '//npm.internal/:_authToken=00000000-0000-0000-0000-000000000000',
    ],
  },
};
