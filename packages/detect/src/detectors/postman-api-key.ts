// Postman API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const postmanApiKey: Detector = {
  id: 'postman-api-key',
  title: 'Postman API key',
  class: 'token',
  reference: 'https://learning.postman.com/docs/developer/postman-api/authentication/',
  ...shaped({ shapes: ['PMAK-{hex:24}-{hex:34}'] }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «PMAK-{hex:24}-{hex:34}»',
      'export POSTMAN_API_KEY=«PMAK-{hex:24}-{hex:34}»',
      'level=error msg="call refused" postman_api_key=«PMAK-{hex:24}-{hex:34}» status=401',
    ],
    negative: [
      'export POSTMAN_API_KEY=PMAK-{hex:24}-{hex:33}',
      'postman_api_key: PMAK-{hex:24}-0123456789abcdef0123456789abcdef01',
      'see id=xPMAK-{hex:24}-{hex:34}',
    ],
  },
};
