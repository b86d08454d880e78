// GitLab incoming mail token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const gitlabIncomingMailToken: Detector = {
  id: 'gitlab-incoming-mail-token',
  title: 'GitLab incoming mail token',
  class: 'token',
  reference: 'https://docs.gitlab.com/security/tokens/#token-prefixes',
  ...shaped({ shapes: ['glimt-{base64url:25}'] }),
  examples: {
    positive: [
      'helm upgrade app ./chart --set auth.gitlabIncomingMailToken=«glimt-{base64url:25}»',
      'curl -s -H "X-Auth-Token: «glimt-{base64url:25}»" https://api.internal/v1',
      '<add key="gitlabIncomingMailToken" value="«glimt-{base64url:25}»" />',
    ],
    negative: [
      'export GITLAB_INCOMING_MAIL_TOKEN=glimt-{base64url:24}',
      'gitlab_incoming_mail_token: glimt-xxxxxxxxxxxxxxxxxxxxxxxxx',
      'gitlab_incoming_mail_token=glimt-{base64url:26}',
    ],
  },
};
