// Whose credential, and whose address, names say they are; and twins that say nothing.
import { expect, test } from 'vitest';
import { serverOfCredential, serverOfSetting } from './spoken-name.ts';

test.each([
  ['DB_PASSWORD', 'db'],
  ['DATABASE_PASSWORD', 'db'],
  ['dbPassword', 'db'],
  ['PGPASSWORD', 'pg'],
  ['MINIO_SECRET_KEY', 'minio'],
  ['REDIS_PASS', 'redis'],
  ['ORDERS_DB_TOKEN_2', 'orders_db'],
  ['PASSWORD', ''],
  ['TOKEN', ''],
  ['DB_USER', ''],
  ['DB_PASSWORD_FILE', ''],
  ['DB_PAGE_TOKEN', ''],
])('credential %s', (name, server) => {
  expect(serverOfCredential(name)).toBe(server);
});

test.each([
  ['DB_URL', 'db'],
  ['DATABASE_URL', 'db'],
  ['redisHost', 'redis'],
  ['DB_CONNECTION_STRING', 'db'],
  ['DB', ''],
  ['URL', ''],
  ['args', ''],
])('setting %s', (name, server) => {
  expect(serverOfSetting(name)).toBe(server);
});
