// --known-from: what is not looked for is said, and the rest goes on.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runInProcess } from '../testing/in-process.ts';
import { scratch } from '../testing/scratch.ts';
import { run } from '../testing/subprocess.ts';

const SECRET = 'kind: Secret\nmetadata: {name: db}\nstringData: {k: first-value-1}\n';

describe('places without a Secret', () => {
  test.each([
    ['a value by itself', 'first-value-1\n'],
    ['an env file', 'DB_PASSWORD=first-value-1\n'],
    ['another kind', 'kind: ConfigMap\ndata: {k: first-value-1}\n'],
    ['nothing', ''],
    ['a Secret without data', 'kind: Secret\nmetadata: {name: db}\n'],
  ])('%s is said to be none', async (_, text) => {
    using folder = scratch();
    const file = path.join(folder.path, 'known');
    writeFileSync(file, text);
    expect(await run(['redact', '--known-from', file], { stdin: 'first-value-1\n' })).toMatchObject({
      code: 0,
      stdout: 'first-value-1\n',
      stderr: `no value of a Secret in: ${file}\n`,
    });
  });

  test('an empty folder is said to be none', async () => {
    using folder = scratch();
    const { code, stderr } = await run(['redact', '--known-from', folder.path], { stdin: '' });
    expect([code, stderr]).toEqual([0, `no value of a Secret in: ${folder.path}\n`]);
  });

  test('a Secret beside other kinds is one, also where none of its values is looked for', async () => {
    using folder = scratch();
    const file = path.join(folder.path, 'known');
    writeFileSync(file, `kind: ConfigMap\ndata: {k: other}\n---\n${SECRET}`);
    const args = ['redact', '--known-from', file];
    expect(await run(args, { stdin: 'first-value-1\n' })).toMatchObject({ stdout: '**********\n', stderr: '' });
    writeFileSync(file, 'kind: Secret\nmetadata: {name: db}\nstringData: {k: ab}\n');
    expect(await run(args, { stdin: '' })).toMatchObject({ stderr: 'short or common, not looked for: db#k\n' });
  });
});

describe('values that cannot be read', () => {
  test.each(['!!!!first', 'Zmlyc3Q', 'Zmlyc3Q_', 'Zm=yc3Q='])('base64 %j is said not to be read', async (text) => {
    using folder = scratch();
    const file = path.join(folder.path, 'known');
    writeFileSync(file, JSON.stringify({ kind: 'Secret', metadata: { name: 'db' }, data: { k: text } }));
    const { code, stderr } = await run(['redact', '--known-from', file], { stdin: '' });
    expect([code, stderr]).toEqual([0, 'not read: db#k\n']);
  });

  test('base64 with line breaks is read', async () => {
    using folder = scratch();
    const file = path.join(folder.path, 'known');
    const data = { k: 'Zmlyc3Qt\r\ndmFsdWUt\nMQ==\n' };
    writeFileSync(file, JSON.stringify({ kind: 'Secret', metadata: { name: 'db' }, data }));
    expect(await run(['redact', '--known-from', file], { stdin: 'first-value-1\n' })).toMatchObject({
      stdout: '**********\n',
      stderr: '',
    });
  });

  test('a file of a folder is named, and the others are read', async () => {
    using folder = scratch();
    mkdirSync(path.join(folder.path, 'mounted'));
    const at = (name: string): string => path.join(folder.path, 'mounted', name);
    symlinkSync('gone', at('a'));
    writeFileSync(at('b'), 'first-value-1');
    expect(await run(['redact', '--known-from', path.dirname(at('a'))], { stdin: 'first-value-1\n' })).toMatchObject({
      code: 0,
      stdout: '**********\n',
      stderr: `not read: ${at('a')} (ENOENT)\n`,
    });
  });
});

describe('stdin', () => {
  test('holds the Secrets where the log is a file', async () => {
    using folder = scratch();
    const file = path.join(folder.path, 'app.log');
    writeFileSync(file, 'first-value-1\n');
    const args = ['redact', '--file', file, '--known-from', '-'];
    expect(await run(args, { stdin: SECRET })).toMatchObject({ code: 0, stdout: '**********\n', stderr: '' });
    expect(await run(args, { stdin: '' })).toMatchObject({ stderr: 'no value of a Secret in: -\n' });
  });

  test('is not both', async () => {
    expect(await runInProcess(['redact', '--known-from', '-'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'error: stdin cannot be both the log and the Secrets of --known-from -\n' +
        'Name the log with --file, or the Secrets with --known-from FILE.\n',
    });
  });
});
