// Password in a MongoDB connection string.
import type { Detector } from '../formats/detector.ts';
import { urlPassword } from '../formats/url-password.ts';

export const mongodbUrlPassword: Detector = {
  id: 'mongodb-url-password',
  title: 'Password in a MongoDB connection string',
  class: 'connection-string',
  reference: 'https://www.mongodb.com/docs/manual/reference/connection-string/',
  ...urlPassword(['mongodb', 'mongodb+srv']),
  examples: {
    positive: [
      'MONGO_URL=mongodb://app:«{alnum:16}»@db.internal:27017/orders',
      '{"url":"mongodb+srv://svc:«{alnum:11}!{digit:2}»@10.0.0.9:27017/orders"}',
      'error: cannot reach mongodb://root:«{alnum:24}»@db-0.db.svc:27017/orders',
    ],
    negative: [
      'MONGO_URL=mongodb://db.internal:27017/orders',
      'MONGO_URL=mongodb+srv://app:${DB_PASSWORD}@db.internal:27017/orders',
      'see mongodb://user:password@host/orders',
      'xmongodb://app:{alnum:16}@db.internal/orders',
    ],
  },
};
