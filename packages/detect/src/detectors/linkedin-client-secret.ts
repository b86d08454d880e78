// LinkedIn client secret.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const linkedinClientSecret: Detector = {
  id: 'linkedin-client-secret',
  title: 'LinkedIn client secret',
  class: 'token',
  reference: 'https://learn.microsoft.com/en-us/linkedin/shared/authentication/client-credentials-flow',
  ...shaped({ shapes: ['WPL_AP1.{alnum:16}.{alnum:6}==', 'WPL_AP0.{alnum:16}.{alnum:10-14}='] }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «WPL_AP1.{alnum:16}.{alnum:6}==»',
      'export LINKEDIN_CLIENT_SECRET=«WPL_AP1.{alnum:16}.{alnum:6}==»',
      'level=error msg="call refused" linkedin_client_secret=«WPL_AP1.{alnum:16}.{alnum:6}==» status=401',
    ],
    negative: [
      'LINKEDIN_CLIENT_SECRET=WPL_AP1.{alnum:15}.{alnum:6}==',
      'LINKEDIN_CLIENT_SECRET=WPL_AP1.xxxxxxxxxxxxxxxx.{alnum:6}==',
      'LINKEDIN_CLIENT_SECRET=WPL_AP1.{alnum:16}.{alnum:6}',
    ],
  },
};
