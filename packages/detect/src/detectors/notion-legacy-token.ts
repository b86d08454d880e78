// Notion integration token with the old prefix.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const notionLegacyToken: Detector = {
  id: 'notion-legacy-token',
  title: 'Notion integration token with the old prefix',
  class: 'token',
  reference: 'https://developers.notion.com/docs/authorization',
  ...named({ names: ['notion'], shapes: ['secret_{alnum:43}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" notion_token=«secret_{alnum:43}» status=401',
      'const notionApiKey = "«secret_{alnum:43}»";',
      'export NOTION_TOKEN=«secret_{alnum:43}»',
    ],
    negative: [
      'export BILLING_API_KEY=secret_{alnum:43}',
      'export NOTION_TOKEN=secret_{alnum:42}',
      'notion_token: secret_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'notion notion build secret_{alnum:43} done',
    ],
  },
};
