// GitHub App installation access token of 2026 (a signed token).
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const githubAppStatelessToken: Detector = {
  id: 'github-app-stateless-token',
  title: 'GitHub App installation access token of 2026 (a signed token)',
  class: 'token',
  reference:
    'https://github.blog/changelog/2026-04-24-notice-about-upcoming-new-format-for-github-app-installation-tokens/',
  ...shaped({ shapes: ['ghs_{digit:1-12}_eyJ{base64url:10-600}.{base64url:20-2500}.{base64url:43-700}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" github_token=«ghs_{digit:7}_eyJ{base64url:60}.{base64url:300}.{base64url:86}» status=401',
      "GITHUB_TOKEN='«ghs_{digit:7}_eyJ{base64url:60}.{base64url:300}.{base64url:86}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «ghs_{digit:7}_eyJ{base64url:60}.{base64url:300}.{base64url:86}»',
    ],
    negative: [
      'export GITHUB_TOKEN=ghs_{digit:1-12}_eyJ{base64url:10-600}.{base64url:20-2500}.{base64url:42}',
      'github_token: ghs_{digit:1-12}_eyJ{base64url:10-600}.{base64url:20-2500}.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xghs_{digit:1-12}_eyJ{base64url:10-600}.{base64url:20-2500}.{base64url:43-700}',
    ],
  },
};
