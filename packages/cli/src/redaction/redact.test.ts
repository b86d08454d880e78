// The command redact: streams, files, masks, signals.
import {
  chmodSync,
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runInProcess } from '../testing/in-process.ts';
import { ended, run, start } from '../testing/subprocess.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watertight-redact-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => path.join(folder, name);
const RISKY = 'user bob and password dbPass123!\nall well\n';
const SAFE = "user bob and password='**********'\nall well\n";

describe('streams', () => {
  test('stdin to stdout, and nothing else', async () => {
    expect(await run(['redact'], { stdin: RISKY })).toMatchObject({ code: 0, stdout: SAFE, stderr: '' });
    expect(await run(['redact'], { stdin: '' })).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });

  test('--stats says what was done, without values', async () => {
    const { stderr } = await run(['redact', '--stats'], { stdin: RISKY });
    expect(stderr).toBe('masked 1 (password 1)\nlines looked at 1, closed 0\n');
  });

  test('--stats says what closed a line', async () => {
    const { stdout, stderr } = await run(['redact', '--stats'], { stdin: `${'@'.repeat(20_000)}\n` });
    expect([stdout, stderr]).toEqual(['[redaction-error]\n', 'masked 0\nlines looked at 1, closed 1 (work-limit 1)\n']);
  });

  test.each(['', 'password=hunter2'])(
    'stdin that is a file ends like a pipe, counts and the unfinished line %j too',
    async (rest) => {
      writeFileSync(at('stdin.log'), RISKY.repeat(4_000) + rest);
      const [from, to] = [openSync(at('stdin.log'), 'r'), openSync(at('stdout.log'), 'w')];
      const child = start(['redact', '--stats'], { stdio: [from, to, 'pipe'] });
      const { code, stderr } = await ended(child);
      closeSync(from);
      closeSync(to);
      const masked = rest === '' ? 4_000 : 4_001;
      expect([code, stderr]).toEqual([
        0,
        `masked ${masked} (password ${masked})\nlines looked at ${masked}, closed 0\n`,
      ]);
      expect(readFileSync(at('stdout.log'), 'utf8') === SAFE.repeat(4_000) + (rest && 'password=**********')).toBe(
        true,
      );
    },
  );

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
    ['SIGHUP', 129],
  ] as const)('%s loses nothing and shows nothing', async (signal, code) => {
    const child = start(['redact']);
    child.stdin?.write(`${RISKY}password=hunter2`);
    await new Promise((resolve) => {
      child.stdout?.once('readable', resolve);
    });
    child.kill(signal);
    const result = await ended(child);
    expect([result.code, result.stdout, result.stderr]).toEqual([code, `${SAFE}password=**********`, '']);
  });

  test('ends silently when nobody reads', async () => {
    const child = start(['redact']);
    child.stdout?.destroy();
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(RISKY.repeat(100_000));
    const { stderr, signal } = await ended(child);
    expect([stderr, signal]).toEqual(['', null]);
  });

  test('shows a prompt after a second of silence, and no more of a line than is safe', async () => {
    const child = start(['redact']);
    child.stdin?.write('Your name please: password=hun');
    const shown = await new Promise<Buffer>((resolve) => {
      child.stdout?.once('data', resolve);
    });
    expect(shown.toString()).toBe('Your name please: ');
    child.stdin?.end('ter2\n');
    expect((await ended(child)).stdout).toBe('password=**********\n');
  });
});

describe('files', () => {
  test('--file reads, --in-place rewrites and keeps permissions', async () => {
    writeFileSync(at('app.log'), RISKY);
    chmodSync(at('app.log'), 0o640);
    expect(await run(['redact', '--file', at('app.log')])).toMatchObject({ code: 0, stdout: SAFE });
    expect(readFileSync(at('app.log'), 'utf8')).toBe(RISKY);
    expect(await run(['redact', '--file', at('app.log'), '--in-place'])).toMatchObject({ code: 0, stdout: '' });
    expect(readFileSync(at('app.log'), 'utf8')).toBe(SAFE);
    expect(statSync(at('app.log')).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  test('a file to a slow reader arrives whole: its memory is not read into before it is taken', async () => {
    const lines = Array.from({ length: 40_000 }, (_, index) => `line ${index} of many, and password=hunter${index}\n`);
    writeFileSync(at('large.log'), lines.join(''));
    const child = start(['redact', '--file', at('large.log')]);
    await new Promise((resolve) => {
      child.stdout?.once('readable', resolve);
    });
    const { code, stdout } = await ended(child);
    const expected = lines.map((_, index) => `line ${index} of many, and password=**********\n`).join('');
    expect([code, stdout === expected]).toEqual([0, true]);
  });

  test('a file ends silently when nobody reads', async () => {
    writeFileSync(at('left.log'), RISKY.repeat(100_000));
    const child = start(['redact', '--file', at('left.log')]);
    child.stdout?.destroy();
    const { code, stderr, signal } = await ended(child);
    expect([code, stderr, signal]).toEqual([0, '', null]);
  });

  test('a signal while a slow reader holds a file up ends it after a whole piece', async () => {
    writeFileSync(at('held.log'), RISKY.repeat(100_000));
    const child = start(['redact', '--file', at('held.log')]);
    await new Promise((resolve) => {
      child.stdout?.once('readable', resolve);
    });
    child.kill('SIGTERM');
    const { code, stdout, stderr } = await ended(child);
    expect([code, stderr]).toEqual([143, '']);
    expect(stdout.length).toBeLessThan(SAFE.length * 100_000);
    expect(stdout.replaceAll(SAFE, '')).not.toContain('dbPass');
  });

  test('redact test says which rule caught what, without values', async () => {
    writeFileSync(at('test.log'), RISKY);
    const { code, stdout } = await runInProcess(['redact', 'test', at('test.log')]);
    expect([code, stdout]).toEqual([0, `${at('test.log')}:1:23  password  password  10 bytes\n`]);
  });

  test.each([
    [['--file', '/nonexistent/x'], 'error: cannot read /nonexistent/x (ENOENT)'],
    [['--file', '/'], 'error: / is a folder'],
    [['--in-place'], 'error: --in-place rewrites a file, and none is given'],
    [['test'], 'error: no file is given to test'],
    [['test', 'package.json', '--in-place'], 'error: redact test says what is found'],
    [['test', 'package.json', '--mask', 'rule'], 'error: redact test says what is found'],
    [['test', 'package.json', '--stats'], 'error: redact test says what is found'],
    [['--mask', 'hash'], 'error: --mask hash needs a key'],
    [['--key-file', 'x'], 'error: --key-file is for --mask hash'],
    [['--mask', 'hash', '--key-file', '/nonexistent/x'], 'error: cannot read /nonexistent/x (ENOENT)'],
    [['--mask', 'none'], 'none'],
  ])('%j is refused', async (args, message) => {
    const { code, stderr } = await runInProcess(['redact', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  });
});

describe('--known-from', () => {
  test('masks the values of Secrets and of mounted folders in their encodings, and says which are too common', async () => {
    mkdirSync(at('mounted'));
    writeFileSync(at('mounted/key'), 'mounted-value-1\n');
    const secret = (name: string, value: string): string =>
      `apiVersion: v1\nkind: Secret\nmetadata: {name: ${name}}\ndata: {k: ${Buffer.from(value).toString('base64')}, s: YWI=}\n`;
    const list = {
      kind: 'List',
      items: [{ kind: 'Secret', metadata: { name: 'c' }, stringData: { k: 'third-value-3' } }],
    };
    writeFileSync(at('secrets.yaml'), `${secret('a', 'first-value-1')}---\n${secret('b', 'second-value-2')}---\n- [\n`);
    writeFileSync(at('list.json'), JSON.stringify(list));
    const args = ['--known-from', at('secrets.yaml'), '--known-from', at('list.json'), '--known-from', at('mounted')];
    const text = `first-value-1 ${Buffer.from('second-value-2').toString('base64')} third-value-3 mounted-value-1 ab\n`;
    const { code, stdout, stderr } = await run(['redact', ...args], { stdin: text });
    expect([code, stdout]).toEqual([0, '********** ********** ********** ********** ab\n']);
    expect(stderr.trimEnd().split('\n')).toEqual([
      'short or common, not looked for: a#s',
      'short or common, not looked for: b#s',
      `not read: ${at('secrets.yaml')}:10`,
    ]);
  });

  test('a place that is not there is refused', async () => {
    const { code, stderr } = await runInProcess(['redact', '--known-from', '/nonexistent/x', '--file', at('app.log')]);
    expect([code, stderr.split('\n')[0]]).toEqual([2, 'error: cannot read /nonexistent/x (ENOENT)']);
  });
});

describe('--mask', () => {
  test('rule names the rule', async () => {
    writeFileSync(at('rule.log'), 'a password=hunter2 b\n');
    expect((await run(['redact', '--mask', 'rule', '--file', at('rule.log')])).stdout).toBe(
      'a password=[REDACTED:password] b\n',
    );
  });

  test('hash gives the same mask to the same value, and another under another key', async () => {
    writeFileSync(at('one'), '0123456789abcdef');
    writeFileSync(at('two'), '0123456789abcdeF');
    writeFileSync(at('short'), '0123456789abcde');
    writeFileSync(at('hash.log'), 'password=hunter2 passwd=hunter2 pwd=hunter3\n');
    const masked = async (key: string): Promise<string> =>
      (await run(['redact', '--mask', 'hash', '--key-file', at(key), '--file', at('hash.log')])).stdout;
    const [, first, second, third] =
      /^password=(\[REDACTED:password:[0-9a-f]{16}\]) passwd=(.+) pwd=(.+)\n$/.exec(await masked('one')) ?? [];
    expect(first).toBeDefined();
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect(await masked('two')).not.toContain(first);
    expect(await masked('short')).toBe('');
  });
});
