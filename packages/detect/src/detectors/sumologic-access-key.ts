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
      'sumologic_access_key: "«{alnum:64}»"',
      '{"env":[{"name":"SUMO_LOGIC_ACCESS_KEY","value":"«{alnum:64}»"}]}',
      'sumologic.access.key = «{alnum:64}»',
    ],
    negative: [
      'export BILLING_API_KEY={alnum:64}',
      'export SUMOLOGIC_ACCESS_KEY={alnum:63}',
      'sumologic_access_key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'sumologic sumologic build {alnum:64} done',
    ],
  },
};
