// What the name in the URL of a proxy means.
import { expect, test } from 'vitest';
import { proxyTarget } from './proxy-name.ts';

test.each([
  ['web', 'web'],
  ['web:8080', 'web'],
  ['web:http', 'web'],
  ['http:web:', 'web'],
  ['https:web:8443', 'web'],
  ['https:web', 'web'],
  ['ftp:web:21', 'ftp:web:21'],
  ['', ''],
])('%s means %s', (name, target) => {
  expect(proxyTarget(name)).toBe(target);
});
