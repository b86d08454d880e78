// Which addresses of a key store are taken.
import { expect, test } from 'vitest';
import { endpoint } from './endpoint.ts';

test.each([
  ['https://kms.example', true],
  ['https://kms.example:8443/', true],
  ['https://[::1]:8443', true],
  ['https://kms.example/path', false],
  ['https://user:password@kms.example', false],
  ['http://kms.example', false],
  ['http://127.0.0.1:4566', true],
  ['http://[::1]:4566', true],
  ['http://localhost:4566', true],
  ['http://127.0.0.1.example', false],
  ['http://localhost.example', false],
  ['ftp://kms.example', false],
])('%s: taken %s', (address, taken) => {
  expect(endpoint.safeParse(address).success).toBe(taken);
});
