// Pinecone API key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const pineconeApiKey: Detector = {
  id: 'pinecone-api-key',
  title: 'Pinecone API key',
  class: 'token',
  reference: 'https://docs.pinecone.io/guides/production/security-overview',
  ...shaped({ shapes: ['pcsk_{alnum:5-6}_{alnum:63}'] }),
  examples: {
    positive: [
      'level=error msg="call refused" pinecone_api_key=«pcsk_{alnum:5-6}_{alnum:63}» status=401',
      "PINECONE_API_KEY='«pcsk_{alnum:5-6}_{alnum:63}»' ./run.sh",
      '2026-01-05T10:00:00Z stderr F retrying with «pcsk_{alnum:5-6}_{alnum:63}»',
    ],
    negative: [
      'export PINECONE_API_KEY=pcsk_{alnum:5-6}_{alnum:62}',
      'pinecone_api_key: pcsk_{alnum:5-6}_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xpcsk_{alnum:5-6}_{alnum:63}',
    ],
  },
};
