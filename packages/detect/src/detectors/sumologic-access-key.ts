// Sumo Logic access key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const sumologicAccessKey: Detector = {
  id: 'sumologic-access-key',
  title: 'Sumo Logic access key',
  class: 'token',
  reference: 'https://help.sumologic.com/docs/manage/security/access-keys/',
  ...named({ names: ['sumologic', 'sumo logic', 'sumo access'], shapes: ['{alnum:64}'] }),
  examples: {
    positive: [
      "SUMOLOGIC_ACCESS_KEY='«{alnum:64}»' ./run.sh",
      '<add key="sumoLogicAccessKey" value="«{alnum:64}»" />',
      '{"sumologic_access_key":"«{alnum:64}»","retries":3}',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:64}',
      'export SUMOLOGIC_ACCESS_KEY={alnum:63}',
      'sumologic_access_key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"sumologic_access_key":"{alnum:32}!{alnum:31}"}',
    ],
  },
};
