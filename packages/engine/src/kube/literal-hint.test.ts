// Texts that detectors are asked about, beside texts like them that they are not loaded for.
import { expect, test } from 'vitest';
import { mayHoldCredential } from './literal-hint.ts';

test.each([
  'glpat-q8Zt4mVx1LbSq8Zt4mVx',
  'Q8ZT4MVX1LBSQ8ZT4MVX',
  '0123456789abcdef0123456789abcdef',
  '6f1a2b3c-4d5e-6f70-8192-a3b4c5d6e7f8',
  'wJalr/Utn4EMI/K7MDE',
  'postgres://shop:hunter2@db/shop',
  '-----BEGIN EC PRIVATE KEY-----',
  'db.password=hunter2',
  '"name":"X_AUTH","value":"y"',
  'api key: y',
  'abcdefghijklmnopQRST',
])('asked about: %s', (text) => {
  expect(mayHoldCredential(text)).toBe(true);
});

test.each([
  'info',
  'value-10-of-12345',
  '/etc/app/config-v2/settings',
  'http://api.shop.svc.cluster.local:8080/v1',
  'registry.example/app-backend-service:1.2.3',
  'keyboard',
  'author: me',
])('not asked about: %s', (text) => {
  expect(mayHoldCredential(text)).toBe(false);
});
