// CockroachDB Cloud API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const cockroachdbApiKey: Detector = {
  id: 'cockroachdb-api-key',
  title: 'CockroachDB Cloud API key',
  class: 'token',
  reference: 'https://www.cockroachlabs.com/docs/cockroachcloud/managing-access',
  ...shaped({ shapes: ['CCDB1_{alnum:22}_{alnum:40}'] }),
  examples: {
    positive: [
      'const cockroachApiKey = "«CCDB1_{alnum:22}_{alnum:40}»";',
      '{"cockroach_api_key":"«CCDB1_{alnum:22}_{alnum:40}»","retries":3}',
      'Authorization: Bearer «CCDB1_{alnum:22}_{alnum:40}»',
    ],
    negative: [
      'export COCKROACH_API_KEY=CCDB1_{alnum:22}_{alnum:39}',
      'cockroach_api_key: CCDB1_{alnum:22}_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"cockroach_api_key":"CCDB1_{alnum:22}_{alnum:20}!{alnum:19}"}',
    ],
  },
};
