// What stands for a value, and what looks like it and is one.
import { describe, expect, test } from 'vitest';
import { isPlaceholder, isUnusableInFile } from './placeholder.ts';

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

describe('isUnusableInFile', () => {
  test.each([
    ['{{ .Values.a }}', '{{ .Values.a }}b'],
    ['${A}', '${A}x${B}'],
    ['$(A)', '$A'],
    ['<path:kv/data/a#b>', '<password>'],
    ['ref+vault://a', 'vault:secret/a'],
    ['ENC[AES256_GCM,data:x,iv:y,tag:z,type:str]', 'enc[AES256_GCM,data:x]'],
    ['ENC[PKCS7,MIIB]', 'ENC[x]'],
    ['EJ[1:a:b:c]', 'EJ[2:a]'],
    ['$ANSIBLE_VAULT;1.1;AES256', '$ANSIBLE'],
    [' {{ x }}\n', 'changeme'],
  ])('%j is of no use, %j is a value', (text, twin) => {
    expect([isUnusableInFile(text), isUnusableInFile(twin)]).toEqual([true, false]);
  });
});
