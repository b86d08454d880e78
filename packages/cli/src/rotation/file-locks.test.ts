// Who may rotate a file: one process, named to all others, until it is dead.
import { link, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FileLocks } from './file-locks.ts';
import { processStart } from './process-start.ts';

let folder: string;
let files: [string, string];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'watertight-locks-'));
  files = [path.join(folder, 'one.yaml'), path.join(folder, 'two.yaml')];
  for (const file of files) await writeFile(file, '');
});
afterEach(async () => await rm(folder, { recursive: true, force: true }));

const names = async (): Promise<string[]> => (await readdir(folder)).sort();
/** A process that has ended. */
const dead = (): number => spawnSync(process.execPath, ['--version']).pid;
const lockText = (holder: object): string => JSON.stringify({ host: hostname(), start: 's', id: 'i', ...holder });

test('held by one, named to the next, free again', async () => {
  const first = await FileLocks.take(files);
  await expect(FileLocks.take([files[1]])).rejects.toThrow(
    `two.yaml is being rotated by process ${process.pid} on ${hostname()}`,
  );
  await first.check();
  await first.release();
  expect(await names()).toEqual(['one.yaml', 'two.yaml']);
  await (await FileLocks.take([files[1]])).release();
});

test('one file that another holds: none is taken', async () => {
  const other = await FileLocks.take([files[1]]);
  await expect(FileLocks.take(files)).rejects.toThrow('two.yaml');
  expect(await names()).toEqual(['one.yaml', 'two.yaml', 'two.yaml.rotating']);
  await other.release();
});

test('of many at once one has it', async () => {
  const taken = await Promise.allSettled(Array.from({ length: 8 }, async () => await FileLocks.take(files)));
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test.each<[string, () => Promise<string>, boolean]>([
  ['a process that has ended', async () => lockText({ pid: dead(), start: '' }), true],
  [
    'a process whose number another has',
    async () => lockText({ pid: process.pid, start: `${await processStart(process.pid)}0` }),
    true,
  ],
  ['a process that runs', async () => lockText({ pid: process.pid, start: await processStart(process.pid) }), false],
  ['a process of another machine', async () => lockText({ pid: dead(), start: '', host: 'elsewhere' }), false],
  ['what is no lock', async () => 'ours', false],
  ['a lock without a process', async () => lockText({}), false],
])('%s', async (_, text, isFree) => {
  await writeFile(`${files[0]}.rotating`, await text());
  const take = FileLocks.take(files);
  if (isFree) await (await take).check();
  else await expect(take).rejects.toThrow('one.yaml is being rotated by');
});

test('a lock that was removed by hand, and is another’s now, is not ours', async () => {
  const first = await FileLocks.take(files);
  await rm(`${files[0]}.rotating`);
  await expect(first.check()).rejects.toThrow('is being rotated by somebody else');
  const second = await FileLocks.take([files[0]]);
  await expect(first.check()).rejects.toThrow('is being rotated by process');
  await first.release();
  await second.check();
});

test('files that a killed run left are removed, and others are not', async () => {
  const id = '0a1b2c3d-0000-4000-8000-000000000000';
  const left = [`one.yaml.${id}.tmp`, `one.yaml.rotating.${id}`];
  const kept = ['one.yaml.tmp', `other.yaml.${id}.tmp`, `one.yaml.${id}.tmp.bak`];
  for (const name of [...left, ...kept]) await writeFile(path.join(folder, name), 'key');
  await link(path.join(folder, left[0] ?? ''), path.join(folder, 'linked'));
  const locks = await FileLocks.take(files);
  expect([...locks.removed].sort()).toEqual(left.map((name) => path.join(folder, name)));
  await locks.release();
  expect(await names()).toEqual([...kept, 'linked', 'one.yaml', 'two.yaml'].sort());
  expect(await readFile(path.join(folder, 'linked'), 'utf8')).toBe('key');
});

test('a file that is not there', async () => {
  await expect(FileLocks.take([path.join(folder, 'none')])).rejects.toThrow('cannot be locked (ENOENT)');
});
