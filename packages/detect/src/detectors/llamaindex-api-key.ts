// LlamaCloud API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const llamaindexApiKey: Detector = {
  id: 'llamaindex-api-key',
  title: 'LlamaCloud API key',
  class: 'token',
  reference: 'https://docs.cloud.llamaindex.ai/api_key',
  ...shaped({ shapes: ['llx-{alnum:48}'] }),
  examples: {
    positive: [
      'export LLAMA_CLOUD_API_KEY=«llx-{alnum:48}»',
      'level=error msg="call refused" llama_cloud_api_key=«llx-{alnum:48}» status=401',
      "LLAMA_CLOUD_API_KEY='«llx-{alnum:48}»' ./run.sh",
    ],
    negative: [
      'export LLAMA_CLOUD_API_KEY=llx-{alnum:47}',
      'llama_cloud_api_key: llx-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      '{"llama_cloud_api_key":"llx-{alnum:24}!{alnum:23}"}',
    ],
  },
};
