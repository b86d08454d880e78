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
      'const gitlabIncomingMailToken = "«glimt-{base64url:25}»";',
      '{"gitlab_incoming_mail_token":"«glimt-{base64url:25}»","retries":3}',
      'Authorization: Bearer «glimt-{base64url:25}»',
    ],
    negative: [
      'export GITLAB_INCOMING_MAIL_TOKEN=glimt-{base64url:24}',
      'gitlab_incoming_mail_token: glimt-xxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xglimt-{base64url:25}',
    ],
  },
};
