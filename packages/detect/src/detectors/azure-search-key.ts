// Azure AI Search admin or query key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const azureSearchKey: Detector = {
  id: 'azure-search-key',
  title: 'Azure AI Search admin or query key',
  class: 'token',
  reference: 'https://learn.microsoft.com/en-us/azure/search/search-security-api-keys',
  ...shaped({ shapes: ['{alnum:42}AzSe{alnum:6}'] }),
  examples: {
    positive: [
      'const azureSearchKey = "«{alnum:42}AzSe{alnum:6}»";',
      '{"azure_search_key":"«{alnum:42}AzSe{alnum:6}»","retries":3}',
      'Authorization: Bearer «{alnum:42}AzSe{alnum:6}»',
    ],
    negative: [
      'export AZURE_SEARCH_KEY={alnum:42}AzSe{alnum:5}',
      'azure_search_key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxAzSe{alnum:6}',
      '{"azure_search_key":"{alnum:21}!{alnum:20}AzSe{alnum:6}"}',
    ],
  },
};
