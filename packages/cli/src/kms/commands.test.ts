// The commands around the plugin as a user runs them: keys, audit, doctor, and the two lines of their errors.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BACKENDS } from '@watertight/kms';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { KMS_BACKENDS } from '../kms-commands.ts';
import { runInProcess } from '../testing/in-process.ts';
import { KmsPlace } from '../testing/kms-plugin.ts';

const root = mkdtempSync(path.join(tmpdir(), 'watertight-kms-cli-'));
afterAll(() => rmSync(root, { recursive: true }));
let state = '';
let runs = 0;
beforeEach(() => {
  state = path.join(root, String(++runs));
});
const keys = (...args: readonly string[]) =>
  runInProcess(['kms', 'keys', ...args, '--backend', 'file', '--state', state]);

test('the backends offered are those that there are', () => {
  expect(KMS_BACKENDS).toEqual([...BACKENDS]);
});

describe('kms keys', () => {
  test('makes a ring and its first key, once', async () => {
    const made = await keys('init');
    expect([made.code, made.stdout]).toEqual([
      0,
      expect.stringMatching(/^KEY_ID +STATE +NAME +ADDED\n\S+-1 +active +key-0001 /),
    ]);
    expect((statSync(path.join(state, 'keyring.json')).mode & 0o777).toString(8)).toBe('600');
    expect(await keys('init')).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') });
  });

  test('adds, activates and retires', async () => {
    await keys('init');
    const added = (await keys('add')).stdout;
    const [, first = ''] = /^(\S+) +active/m.exec(added) ?? [];
    const [, second = ''] = /^(\S+) +next/m.exec(added) ?? [];
    expect((await keys('activate', second)).stdout).toMatch(new RegExp(`^${first} +old .*\n${second} +active`, 'm'));
    expect((await keys('retire', first)).stdout).toMatch(new RegExp(`^${first} +retired`, 'm'));
    expect((await keys('list')).stdout).toMatch(new RegExp(`^${second} +active`, 'm'));
    expect(await keys('activate', first)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('has been active before'),
    });
  });

  test.each([
    [['activate'], 'kms keys activate needs a key_id'],
    [['retire', 'x'], 'no such key_id'],
  ])('%j is refused in two lines', async (args, reason) => {
    await keys('init');
    const { code, stderr } = await keys(...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(reason)]);
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  });

  test('a ring that is not there is not made by the way', async () => {
    expect(await keys('list')).toMatchObject({ code: 2, stderr: expect.stringContaining('kms keys init') });
  });

  test('settings that are no YAML, or of another form, are refused by place', async () => {
    const file = path.join(root, 'settings.yaml');
    writeFileSync(file, 'folder: [\n');
    expect(await keys('init', '--settings', file)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('settings.yaml:'),
    });
    writeFileSync(file, 'foldr: /x\n');
    expect(await keys('init', '--settings', file)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no setting foldr'),
    });
    writeFileSync(file, `folder: ${root}/elsewhere\n`);
    expect((await keys('init', '--settings', file)).code).toBe(0);
  });
});

describe('kms serve', () => {
  test('runs until SIGTERM, warns of the backend file, and removes its socket', async () => {
    using place = new KmsPlace();
    await place.keys('init');
    const plugin = await place.start();
    expect(plugin.lines[0]).toContain('for laboratories and single machines');
    expect(statSync(place.socket).isSocket()).toBe(true);
    expect(await plugin.end('SIGTERM')).toBe(0);
    expect(statSync(place.socket, { throwIfNoEntry: false })).toBeUndefined();
  });

  test('SIGINT is an interruption', async () => {
    using place = new KmsPlace();
    await place.keys('init');
    const plugin = await place.start();
    expect(await plugin.end('SIGINT')).toBe(130);
  });

  test.each([
    [['--window', '29s'], 'outside 30s to 24h'],
    [['--window', '25h'], 'outside 30s to 24h'],
    [['--metrics', 'nowhere'], 'is no HOST:PORT'],
  ])('%j is refused', async (more, reason) => {
    using place = new KmsPlace();
    await place.keys('init');
    const where = ['--listen', `unix://${place.socket}`, '--backend', 'file', '--state', place.state];
    const { code, stderr } = await runInProcess(['kms', 'serve', ...where, ...more]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(reason)]);
  });
});

describe('kms doctor and kms audit', () => {
  test('a plugin that runs is examined; its log verifies, and a changed one does not', async () => {
    using place = new KmsPlace();
    await place.keys('init');
    const plugin = await place.start();
    const where = ['--listen', `unix://${place.socket}`, '--state', place.state];
    const config = ['--encryption-config', place.encryptionConfiguration()];
    const { stdout } = await runInProcess(['kms', 'doctor', ...where, ...config, '-o', 'json']);
    const { kind, checks } = JSON.parse(stdout) as { kind: string; checks: { check: string; result: string }[] };
    expect(kind).toBe('kms-doctor');
    const failed = checks.filter(({ check, result }) => result !== 'ok' && !check.endsWith('latency'));
    expect(failed).toEqual([]);
    expect(checks.map(({ check }) => check)).toContain('API server');
    await plugin.end('SIGTERM');
    expect(await runInProcess(['kms', 'audit', place.audit])).toMatchObject({ code: 0 });
    const text = readFileSync(place.audit, 'utf8');
    writeFileSync(place.audit, text.replace('"wrap"', '"WRAP"'));
    expect(await runInProcess(['kms', 'audit', place.audit])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('was changed'),
    });
    const gone = await runInProcess(['kms', 'doctor', ...where]);
    expect([gone.code, gone.stdout]).toEqual([1, expect.stringContaining('→ Start the plugin')]);
  });

  test('an open end is no change', async () => {
    using place = new KmsPlace();
    await place.keys('init');
    await (await place.start()).end('SIGKILL');
    appendFileSync(place.audit, '{"seq":');
    expect(await runInProcess(['kms', 'audit', place.audit])).toMatchObject({ code: 0 });
    await (await place.start()).end('SIGTERM');
    expect(await runInProcess(['kms', 'audit', place.audit])).toMatchObject({ code: 0 });
  });

  test('a log that cannot be read is said', async () => {
    expect(await runInProcess(['kms', 'audit', path.join(root, 'none')])).toMatchObject({ code: 2 });
  });
});
