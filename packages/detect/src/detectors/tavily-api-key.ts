// Tavily API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const tavilyApiKey: Detector = {
  id: 'tavily-api-key',
  title: 'Tavily API key',
  class: 'token',
  reference: 'https://docs.tavily.com/documentation/quickstart',
  ...shaped({ shapes: ['tvly-{alnum:32}', 'tvly-dev-{alnum:32}', 'tvly-prod-{alnum:32}'] }),
  examples: {
    positive: [
      'Authorization: Bearer «tvly-{alnum:32}»',
      '{"env":[{"name":"TAVILY_API_KEY","value":"«tvly-dev-{alnum:32}»"}]}',
      'const tavilyApiKey = "«tvly-prod-{alnum:32}»";',
    ],
    negative: [
      'export TAVILY_API_KEY=tvly-prod-{alnum:31}',
      'tavily_api_key: tvly-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xtvly-{alnum:32}',
    ],
  },
};
