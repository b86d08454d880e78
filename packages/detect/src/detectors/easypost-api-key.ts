// EasyPost API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const easypostApiKey: Detector = {
  id: 'easypost-api-key',
  title: 'EasyPost API key',
  class: 'token',
  reference: 'https://docs.easypost.com/docs/authentication',
  ...shaped({ shapes: ['EZAK{alnum:54}', 'EZTK{alnum:54}'] }),
  examples: {
    positive: [
      'export EASYPOST_API_KEY=«EZAK{alnum:54}»',
      'level=error msg="call refused" easypost_api_key=«EZTK{alnum:54}» status=401',
      "EASYPOST_API_KEY='«EZAK{alnum:54}»' ./run.sh",
    ],
    negative: [
      'export EASYPOST_API_KEY=EZTK{alnum:53}',
      'easypost_api_key: EZAKxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"easypost_api_key":"EZTK{alnum:27}!{alnum:26}"}',
    ],
  },
};
