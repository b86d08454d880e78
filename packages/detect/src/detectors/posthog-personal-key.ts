// PostHog personal API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const posthogPersonalKey: Detector = {
  id: 'posthog-personal-key',
  title: 'PostHog personal API key',
  class: 'token',
  reference: 'https://posthog.com/docs/api',
  ...shaped({ shapes: ['phx_{alnum:43-60}'] }),
  examples: {
    positive: [
      'export POSTHOG_PERSONAL_API_KEY=«phx_{alnum:43}»',
      'level=error msg="call refused" posthog_personal_api_key=«phx_{alnum:43}» status=401',
      "POSTHOG_PERSONAL_API_KEY='«phx_{alnum:43}»' ./run.sh",
    ],
    negative: [
      'export POSTHOG_PERSONAL_API_KEY=phx_{alnum:42}',
      'posthog_personal_api_key: phx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"posthog_personal_api_key":"phx_{alnum:21}!{alnum:21}"}',
    ],
  },
};
