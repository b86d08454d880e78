// Password in a Redis or Valkey URL.
import type { Detector } from '../formats/detector.ts';
import { urlPassword } from '../formats/url-password.ts';

export const redisUrlPassword: Detector = {
  id: 'redis-url-password',
  title: 'Password in a Redis or Valkey URL',
  class: 'connection-string',
  reference: 'https://redis.io/docs/latest/develop/tools/cli/',
  ...urlPassword(['redis', 'rediss', 'valkey']),
  examples: {
    positive: [
      'REDIS_URL=redis://app:«{alnum:16}»@db.internal:6379/0',
      '{"url":"valkey://svc:«{alnum:11}!{digit:2}»@10.0.0.9:6379/0"}',
      'error: cannot reach redis://root:«{alnum:24}»@db-0.db.svc:6379/0',
    ],
    negative: [
      'REDIS_URL=redis://db.internal:6379/0',
      'REDIS_URL=valkey://app:${DB_PASSWORD}@db.internal:6379/0',
      'see redis://user:password@host/0',
      'xredis://app:{alnum:16}@db.internal/0',
    ],
  },
};
