// Credentials in plain text are masked by name; the rest of an argument stays.
import { expect, test } from 'vitest';
import {
  argumentsWithoutCredentials,
  isCredentialName,
  LONGEST_ARGUMENT,
  withoutCredentials,
} from './credential-text.ts';

test.each([
  ['--password=fake', '--password=[sealed]'],
  ['DB_PASSWORD=fake ./run', 'DB_PASSWORD=[sealed] ./run'],
  ['mysql --password fake -h db', 'mysql --password [sealed] -h db'],
  ['curl https://user:fake@host/x', 'curl https://user:[sealed]@host/x'],
  ['api_key: "fake value"', 'api_key: [sealed]'],
  ['echo -----BEGIN RSA PRIVATE KEY-----fake', 'echo [sealed]'],
])('%j', (text, expected) => {
  expect(withoutCredentials(text)).toBe(expected);
});

test.each([
  '--secret-name=db',
  '--token-file=/var/run/token',
  'etcdctl snapshot save /backup/a.db',
  'list secrets now',
  '--tls-skip-verify=true',
  'https://host/x',
])('%j is left as it is', (text) => {
  expect(withoutCredentials(text)).toBe(text);
});

test('the item after a flag that wants a credential is masked', () => {
  expect(argumentsWithoutCredentials(['--token', 'fake', '-v', 7, '--password', '--next'])).toEqual([
    '--token',
    '[sealed]',
    '-v',
    '--password',
    '--next',
  ]);
});

test('an argument at the limit is whole, above it is cut', () => {
  const [at, above] = argumentsWithoutCredentials(['x'.repeat(LONGEST_ARGUMENT), 'x'.repeat(LONGEST_ARGUMENT + 1)]);
  expect([at?.length, above?.length]).toEqual([LONGEST_ARGUMENT, LONGEST_ARGUMENT]);
});

test.each([
  ['password', true],
  ['DB_PASSWORD', true],
  ['clientSecret', true],
  ['apiKey', true],
  ['secretAccessKey', true],
  ['pwd', true],
  ['secretName', false],
  ['tokenPath', false],
  ['kmsKeyId', false],
  ['username', false],
  ['csi.storage.k8s.io/node-stage-secret-name', false],
])('%s', (name, expected) => {
  expect(isCredentialName(name)).toBe(expected);
});
