// Bitbucket repository, project or workspace access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const bitbucketAccessToken: Detector = {
  id: 'bitbucket-access-token',
  title: 'Bitbucket repository, project or workspace access token',
  class: 'token',
  reference: 'https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/',
  ...shaped({ shapes: ['ATCTT3xFfGN0{base64url:100-250}={hexupper:8}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «ATCTT3xFfGN0{base64url:171}={hexupper:8}»',
      '{"env":[{"name":"BITBUCKET_TOKEN","value":"«ATCTT3xFfGN0{base64url:171}={hexupper:8}»"}]}',
      'const bitbucketToken = "«ATCTT3xFfGN0{base64url:171}={hexupper:8}»";',
    ],
    negative: [
      'export BITBUCKET_TOKEN=ATCTT3xFfGN0{base64url:100-250}={hexupper:7}',
      'bitbucket_token: ATCTT3xFfGN0xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx={hexupper:8}',
      '{"bitbucket_token":"ATCTT3xFfGN0{base64url:50}!{base64url:49}={hexupper:8}"}',
    ],
  },
};
