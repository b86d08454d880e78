// Confluent Cloud API secret.
import type { Detector } from '../formats/detector.ts';
import { endsInCrc32OfBase64 } from '../formats/crc32.ts';
import { shaped } from '../formats/shaped.ts';

export const confluentApiSecret: Detector = {
  id: 'confluent-api-secret',
  title: 'Confluent Cloud API secret',
  class: 'token',
  reference: 'https://docs.confluent.io/cloud/current/client-apps/api-keys.html',
  ...shaped({ shapes: ['cflt{base64:60}'], check: endsInCrc32OfBase64 }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «cflt{crc64:54}»',
      'export CONFLUENT_CLOUD_API_SECRET=«cflt{crc64:54}»',
      'level=error msg="call refused" confluent_cloud_api_secret=«cflt{crc64:54}» status=401',
    ],
    negative: [
      'export CONFLUENT_CLOUD_API_SECRET=cflt{base64:59}',
      'confluent_cloud_api_secret: cfltxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"confluent_cloud_api_secret":"cflt{base64:30}!{base64:29}"}',
      'export CONFLUENT_CLOUD_API_SECRET=cflt{base64:60}',
    ],
  },
};
