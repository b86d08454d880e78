// MongoDB Atlas API private key.
import type { Detector } from '../formats/detector.ts';
import { named } from '../formats/named.ts';

export const mongodbAtlasPrivateKey: Detector = {
  id: 'mongodb-atlas-private-key',
  title: 'MongoDB Atlas API private key',
  class: 'token',
  reference: 'https://www.mongodb.com/docs/atlas/configure-api-access/',
  ...named({ names: ['atlas private', 'mongodb atlas', 'mcli private'], shapes: ['{uuid}'], words: ['private'] }),
  examples: {
    positive: [
      'const mongodbAtlasPrivateKey = "«{uuid}»";',
      'export ATLAS_PRIVATE_KEY=«{uuid}»',
      'level=error msg="call refused" mongodb_atlas_private_key=«{uuid}» status=401',
    ],
    negative: [
      'export BILLING_API_KEY={uuid}',
      'export MONGODB_ATLAS_PRIVATE_KEY={hexany:8}-{hexany:4}-{hexany:4}-{hexany:4}-{hexany:11}',
      'mongodb_atlas_private_key: xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx',
      'atlas private mongodb build {uuid} done',
    ],
  },
};
