// Jenkins user API token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const jenkinsApiToken: Detector = {
  id: 'jenkins-api-token',
  title: 'Jenkins user API token',
  class: 'token',
  reference: 'https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/',
  ...named({ names: ['jenkins'], shapes: ['11{hex:32}'] }),
  examples: {
    positive: [
      'jenkins.api.token = «11{hex:32}»',
      'jenkins_token: "«11{hex:32}»"',
      '{"env":[{"name":"JENKINS_API_TOKEN","value":"«11{hex:32}»"}]}',
    ],
    negative: [
      'export BILLING_API_KEY=11{hex:32}',
      'export JENKINS_API_TOKEN=11{hex:31}',
      'jenkins_api_token: 110123456789abcdef0123456789abcdef',
      '{"jenkins_api_token":"11{hex:16}!{hex:15}"}',
    ],
  },
};
