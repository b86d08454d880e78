// Contentful personal access token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const contentfulManagementToken: Detector = {
  id: 'contentful-management-token',
  title: 'Contentful personal access token',
  class: 'token',
  reference: 'https://www.contentful.com/developers/docs/references/authentication/',
  ...shaped({ shapes: ['CFPAT-{base64url:43}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «CFPAT-{base64url:43}»',
      '{"env":[{"name":"CONTENTFUL_MANAGEMENT_TOKEN","value":"«CFPAT-{base64url:43}»"}]}',
      'const contentfulManagementToken = "«CFPAT-{base64url:43}»";',
    ],
    negative: [
      'export CONTENTFUL_MANAGEMENT_TOKEN=CFPAT-{base64url:42}',
      'contentful_management_token: CFPAT-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xCFPAT-{base64url:43}',
    ],
  },
};
