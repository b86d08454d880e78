// MongoDB Atlas service account secret.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const mongodbAtlasServiceSecret: Detector = {
  id: 'mongodb-atlas-service-secret',
  title: 'MongoDB Atlas service account secret',
  class: 'token',
  reference: 'https://www.mongodb.com/docs/atlas/api/service-accounts-overview/',
  ...shaped({ shapes: ['mdb_sa_sk_{base64url:30-60}'] }),
  examples: {
    positive: [
      '{"env":[{"name":"MONGODB_ATLAS_CLIENT_SECRET","value":"«mdb_sa_sk_{base64url:30-60}»"}]}',
      'const mongodbAtlasClientSecret = "«mdb_sa_sk_{base64url:30-60}»";',
      '{"mongodb_atlas_client_secret":"«mdb_sa_sk_{base64url:30-60}»","retries":3}',
    ],
    negative: [
      'export MONGODB_ATLAS_CLIENT_SECRET=mdb_sa_sk_{base64url:29}',
      'mongodb_atlas_client_secret: mdb_sa_sk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
      'see id=xmdb_sa_sk_{base64url:30-60}',
    ],
  },
};
