// Salesforce access token or session id.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const salesforceAccessToken: Detector = {
  id: 'salesforce-access-token',
  title: 'Salesforce access token or session id',
  class: 'token',
  reference:
    'https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/intro_oauth_and_connected_apps.htm',
  ...shaped({ shapes: ['00D{alnum:12}!{dotted:80-120}'] }),
  examples: {
    positive: [
      'export SALESFORCE_ACCESS_TOKEN=«00D{alnum:12}!{dotted:95}e»',
      'level=error msg="call refused" salesforce_access_token=«00D{alnum:12}!{dotted:95}e» status=401',
      "SALESFORCE_ACCESS_TOKEN='«00D{alnum:12}!{dotted:95}e»' ./run.sh",
    ],
    negative: [
      'export SALESFORCE_ACCESS_TOKEN=00D{alnum:12}!{dotted:79}',
      'salesforce_access_token: 00D{alnum:12}!xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"salesforce_access_token":"00D{alnum:12}!{dotted:40}!{dotted:39}"}',
    ],
  },
};
