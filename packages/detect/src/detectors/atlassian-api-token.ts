// Atlassian account API token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const atlassianApiToken: Detector = {
  id: 'atlassian-api-token',
  title: 'Atlassian account API token',
  class: 'token',
  reference: 'https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/',
  ...shaped({ shapes: ['ATATT3xFfGF0{base64url:100-250}={hexupper:8}'] }),
  examples: {
    positive: [
      '<add key="jiraApiToken" value="«ATATT3xFfGF0{base64url:171}={hexupper:8}»" />',
      'jira_api_token: "«ATATT3xFfGF0{base64url:171}={hexupper:8}»"',
      'helm upgrade app ./chart --set auth.jiraApiToken=«ATATT3xFfGF0{base64url:171}={hexupper:8}»',
    ],
    negative: [
      'export JIRA_API_TOKEN=ATATT3xFfGF0{base64url:100-250}={hexupper:7}',
      'jira_api_token: ATATT3xFfGF0xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx={hexupper:8}',
      'see id=xATATT3xFfGF0{base64url:100-250}={hexupper:8}',
    ],
  },
};
