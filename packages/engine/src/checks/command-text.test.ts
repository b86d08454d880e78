// Paths in command lines, and the programs that dump or encrypt, each with twins that must not match.
import { expect, test } from 'vitest';
import { dumpIn, encrypts } from './backup-commands.ts';
import { namesPath } from './command-text.ts';

test.each([
  ['cp /tls/tls.key /work/', '/work', true],
  ['cat > /work', '/work', true],
  ['tool --out=/work/key.p12', '/work/', true],
  ['sh -c "cat /work"', '/work', true],
  ['cp a /workspace/b', '/work', false],
  ['cp a /home/work/b', '/work', false],
  ['cp a ./work/b', '/work', false],
  ['cp a /b', '/', false],
])('%s names %s: %s', (text, path, expected) => {
  expect(namesPath(text, path)).toBe(expected);
});

test.each([
  [
    'ETCDCTL_API=3 etcdctl --cacert=/a --endpoints=https://127.0.0.1:2379 snapshot save /backup/a.db',
    'etcdctl snapshot save',
  ],
  ['kubectl get secret -A -o yaml > /backup/all.yaml', 'kubectl get secrets'],
  ['pg_dump -Fc shop', 'a PostgreSQL dump'],
  ['mysqldump --all-databases', 'a MySQL dump'],
  ['etcdctl snapshot status /backup/a.db', undefined],
  ['etcdctl get / ; echo snapshot save', undefined],
  ['kubectl get pods -o yaml', undefined],
  ['pg_restore /backup/a', undefined],
])('%s dumps: %s', (text, program) => {
  expect(dumpIn(text)?.program).toBe(program);
});

test.each([
  ['pg_dump shop | age -r age1example > /backup/a', true],
  ['pg_dump shop | gpg --encrypt -r ops > /backup/a', true],
  ['aws s3 cp a s3://b --sse aws:kms', true],
  ['openssl enc -aes-256-cbc -in a', true],
  ['pg_dump shop > /backup/a', false],
  ['pg_dump storage > /backup/page', false],
  ['openssl version', false],
])('%s encrypts: %s', (text, expected) => {
  expect(encrypts(text)).toBe(expected);
});
