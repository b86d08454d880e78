// Notion integration token.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const notionIntegrationToken: Detector = {
  id: 'notion-integration-token',
  title: 'Notion integration token',
  class: 'token',
  reference: 'https://developers.notion.com/docs/authorization',
  ...shaped({ shapes: ['ntn_{alnum:40-60}'] }),
  examples: {
    positive: [
      '{"notion_token":"«ntn_{digit:11}{alnum:35}»","retries":3}',
      'Authorization: Bearer «ntn_{digit:11}{alnum:35}»',
      '{"env":[{"name":"NOTION_TOKEN","value":"«ntn_{digit:11}{alnum:35}»"}]}',
    ],
    negative: [
      'export NOTION_TOKEN=ntn_{alnum:39}',
      'notion_token: ntn_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xntn_{alnum:40-60}',
    ],
  },
};
