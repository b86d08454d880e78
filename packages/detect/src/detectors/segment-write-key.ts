// Segment write key or access token.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const segmentWriteKey: Detector = {
  id: 'segment-write-key',
  title: 'Segment write key or access token',
  class: 'token',
  reference: 'https://segment.com/docs/connections/find-writekey/',
  ...named({ names: ['segment write', 'segment api', 'segment access'], shapes: ['{alnum:32}'] }),
  examples: {
    positive: [
      '<add key="segmentWriteKey" value="«{alnum:32}»" />',
      '{"segment_api_key":"«{alnum:32}»","retries":3}',
      "SEGMENT_WRITE_KEY='«{alnum:32}»' ./run.sh",
    ],
    negative: [
      'export BILLING_API_KEY={alnum:32}',
      'export SEGMENT_WRITE_KEY={alnum:31}',
      'segment_write_key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'segment write segment build {alnum:32} done',
    ],
  },
};
