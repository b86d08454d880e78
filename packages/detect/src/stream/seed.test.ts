// The seed's risky log lines come out as its redacted ones, byte for byte.
import { expect, test } from 'vitest';
import { redacted } from '../testing/redacted.ts';

const SEED = [
  [
    '[INFO] Connected to database at db-server.example.com:5432',
    '[INFO] Connected to database at db-server.example.com:5432',
  ],
  [
    "[INFO] Executing query: SELECT * FROM users WHERE email='[email protected]' AND password='superSecretPassword123'",
    "[INFO] Executing query: SELECT * FROM users WHERE email='**********' AND password='**********'",
  ],
  [
    "[INFO] Executing query: SELECT * FROM users WHERE email='jane.doe@example.com' AND password='superSecretPassword123'",
    "[INFO] Executing query: SELECT * FROM users WHERE email='**********' AND password='**********'",
  ],
  [
    '[ERROR] Connection timed out with username db_user and password dbPass123!',
    "[ERROR] Connection timed out with username db_user and password='**********'",
  ],
  [
    '[DEBUG] Payload: {"creditCardNumber":"4111111111111111","expiration":"12/25","cvv":"123"}',
    '[DEBUG] Payload: {"creditCardNumber":"************","expiration":"**/**","cvv":"***"}',
  ],
] as const;

test.each(SEED)('%s', (risky, safe) => {
  expect(redacted(risky)).toBe(safe);
  expect(redacted(`${risky}\n`)).toBe(`${safe}\n`);
});

test('all in one stream', () => {
  const text = (column: 0 | 1): string => SEED.map((row) => `${row[column]}\n`).join('');
  expect(redacted(text(0))).toBe(text(1));
});
