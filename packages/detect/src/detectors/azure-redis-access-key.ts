// Azure Cache for Redis access key.
import type { Detector } from '../formats/detector.ts';
import { shaped } from '../formats/shaped.ts';

export const azureRedisAccessKey: Detector = {
  id: 'azure-redis-access-key',
  title: 'Azure Cache for Redis access key',
  class: 'password',
  reference: 'https://learn.microsoft.com/en-us/azure/azure-cache-for-redis/cache-configure',
  ...shaped({ shapes: ['{alnum:33}AzCa{alnum:6}='] }),
  examples: {
    positive: [
      'cache.redis.cache.windows.net:6380,password=«{alnum:33}AzCa{alnum:6}=»,ssl=True',
      'REDIS_KEY=«{alnum:33}AzCa{alnum:6}=»',
      '{"primaryKey":"«{alnum:33}AzCa{alnum:6}=»"}',
    ],
    negative: [
      'REDIS_KEY={alnum:32}AzCa{alnum:6}=',
      'REDIS_KEY={alnum:33}AzCa{alnum:6}',
      'REDIS_KEY=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxAzCa{alnum:6}=',
    ],
  },
};
