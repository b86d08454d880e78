// Segment Public API token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const segmentPublicApiToken: Detector = {
  id: 'segment-public-api-token',
  title: 'Segment Public API token',
  class: 'token',
  reference: 'https://docs.segmentapis.com/tag/Getting-Started',
  ...shaped({ shapes: ['sgp_{alnum:64}'] }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «sgp_{alnum:64}»',
      'export SEGMENT_TOKEN=«sgp_{alnum:64}»',
      'level=error msg="call refused" segment_token=«sgp_{alnum:64}» status=401',
    ],
    negative: [
      'export SEGMENT_TOKEN=sgp_{alnum:63}',
      'segment_token: sgp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"segment_token":"sgp_{alnum:32}!{alnum:31}"}',
    ],
  },
};
