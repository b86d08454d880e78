// Firecrawl API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const firecrawlApiKey: Detector = {
  id: 'firecrawl-api-key',
  title: 'Firecrawl API key',
  class: 'token',
  reference: 'https://docs.firecrawl.dev/introduction',
  ...shaped({ shapes: ['fc-{hex:32}'] }),
  examples: {
    positive: [
      '2026-01-05T10:00:00Z stderr F retrying with «fc-{hex:32}»',
      'export FIRECRAWL_API_KEY=«fc-{hex:32}»',
      'level=error msg="call refused" firecrawl_api_key=«fc-{hex:32}» status=401',
    ],
    negative: [
      'export FIRECRAWL_API_KEY=fc-{hex:31}',
      'firecrawl_api_key: fc-0123456789abcdef0123456789abcdef',
      '{"firecrawl_api_key":"fc-{hex:16}!{hex:15}"}',
    ],
  },
};
