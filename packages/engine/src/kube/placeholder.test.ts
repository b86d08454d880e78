// What stands for a value, and what looks like it and is one.
import { describe, expect, test } from 'vitest';
import { isPlaceholder } from './placeholder.ts';

describe('isPlaceholder', () => {
  test.each([
    '',
    '  ',
    '${DB_PASSWORD}',
    '$(DB_PASSWORD)',
    '$DB_PASSWORD',
    '%DB_PASSWORD%',
    '{{ .Values.password }}',
    '${{ secrets.TOKEN }}',
    '#{password}#',
    '@@PASSWORD@@',
    '__PASSWORD__',
    '<password>',
    '<your token here>',
    'changeme',
    'CHANGE_ME',
    'change-this-password',
    'your-api-key',
    'replace me',
    'example',
    'null',
    'none',
    'REDACTED',
    '********',
    'xxxxxxxx',
    'vault:secret/data/db#password',
    'ref+vault://secret/db',
    'op://vault/item/password',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:db',
    'projects/p/secrets/db/versions/1',
    'ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]',
    '$ANSIBLE_VAULT;1.1;AES256',
    'process.env.PASSWORD',
  ])('%j stands for a value', (text) => expect(isPlaceholder(text)).toBe(true));

  test.each([
    'changeme1',
    'hunter2',
    'correct horse battery staple',
    'secret-key',
    'password',
    '$ecretPa55',
    'pa$$word',
    '${A}${B}x',
    'x${DB_PASSWORD}',
    '<a>b',
    '00000000',
    'aaaaaaaa',
    'xxxxxxx1',
    'example1Secret',
    'my-company-db',
    'arn:aws:s3:::bucket',
    'enc[AES256_GCM',
  ])('%j is a value', (text) => expect(isPlaceholder(text)).toBe(false));

  test('takes no longer for texts made to be slow', () => {
    for (const text of ['${', '<', '$(', '_'.repeat(2) + 'a', 'your-'])
      expect(isPlaceholder(text + 'a-'.repeat(200_000))).toBe(false);
  });
});
