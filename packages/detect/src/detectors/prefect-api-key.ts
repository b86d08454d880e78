// Prefect Cloud API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const prefectApiKey: Detector = {
  id: 'prefect-api-key',
  title: 'Prefect Cloud API key',
  class: 'token',
  reference: 'https://docs.prefect.io/v3/manage/cloud/manage-users/api-keys',
  ...shaped({ shapes: ['pnu_{alnum:36}', 'pnb_{alnum:36}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" prefect_api_key=«pnu_{alnum:36}» status=401',
      "PREFECT_API_KEY='«pnb_{alnum:36}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «pnu_{alnum:36}»',
    ],
    negative: [
      'export PREFECT_API_KEY=pnb_{alnum:35}',
      'prefect_api_key: pnu_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"prefect_api_key":"pnb_{alnum:18}!{alnum:17}"}',
    ],
  },
};
