// Elastic Cloud organization API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const elasticCloudOrganizationKey: Detector = {
  id: 'elastic-cloud-organization-key',
  title: 'Elastic Cloud organization API key',
  class: 'token',
  reference: 'https://www.elastic.co/docs/deploy-manage/api-keys/elastic-cloud-api-keys',
  ...shaped({ shapes: ['essu_{base64:60-140}', 'essu_{base64:60-140}=', 'essu_{base64:60-140}=='] }),
  examples: {
    positive: [
      'EC_API_KEY=«essu_{base64:80}»',
      'Authorization: ApiKey «essu_{base64:79}=»',
      '{"apikey":"«essu_{base64:78}==»"}',
    ],
    negative: [
      'EC_API_KEY=essu_{base64:59}',
      'EC_API_KEY=essu_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'EC_API_KEY=xessu_{base64:80}',
    ],
  },
};
