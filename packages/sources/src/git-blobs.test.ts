// Git: the whole history, each content once; what is staged; repositories that are none; and settings that run programs.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { detectTexts } from './detect-texts.ts';
import type { Detected } from './detect-texts.ts';
import type { GitScope } from './git-blobs.ts';
import { tar } from '../../../testbed/archives/archives.ts';
import { TEST_DETECTORS, testToken } from './testing/detectors.ts';
import { tempFolder } from './testing/temp-folder.ts';
import type { TempFolder } from './testing/temp-folder.ts';

const hasGit = spawnSync('git', ['--version']).status === 0;
const [ONE, TWO, THREE] = [testToken(1), testToken(2), testToken(3)];

let folder: TempFolder;
beforeEach(() => {
  folder = tempFolder();
});
afterEach(() => folder.remove());

function git(...args: string[]): string {
  const identity = ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...identity, ...args], { cwd: folder.path, encoding: 'utf8' }).trim();
}

function commit(files: Readonly<Record<string, string | Uint8Array>>): void {
  folder.put(files);
  git('add', '-A');
  git('commit', '-qm', 'x');
}

async function read(scope: GitScope): Promise<{ lines: readonly string[]; detected: Detected }> {
  const detected = await detectTexts([folder.path], { detectors: TEST_DETECTORS, git: scope });
  const lines = detected.findings.map(({ detector, file, line, place = '' }) =>
    `${detector} ${file.slice(folder.path.length + 1)}:${line} ${place}`.trimEnd(),
  );
  return { lines: lines.toSorted(), detected };
}

describe.skipIf(!hasGit)('the history (needs git)', () => {
  beforeEach(() => git('init', '-q'));

  test('has what was deleted, what stands on another branch or under a tag, and each content once', async () => {
    commit({ 'a.txt': ONE, 'copy.txt': ONE });
    const first = git('rev-parse', 'HEAD:a.txt');
    rmSync(join(folder.path, 'a.txt'));
    commit({ 'copy.txt': 'gone' });
    git('checkout', '-qb', 'other');
    commit({ 'b/c.yaml': `x: ${TWO}\n` });
    git('checkout', '-q', 'main');
    folder.put({ 'd.txt': THREE });
    git('add', '-A');
    git('commit', '-qm', 'tagged');
    git('tag', '-am', 'note', 'v1');
    git('reset', '-q', '--hard', 'HEAD~1');
    const { lines, detected } = await read('history');
    expect(lines).toEqual([
      `test-token a.txt:1 git:${first}`,
      `test-token b/c.yaml:1 git:${git('rev-parse', 'other:b/c.yaml')}!/x`,
      `test-token d.txt:1 git:${git('rev-parse', 'v1:d.txt')}`,
    ]);
    expect(detected.coverage.map(({ state }) => state)).toEqual(['read']);
  });

  test('has what was amended and reset away, and older stashes, while the reflog knows them', async () => {
    commit({ 'a.txt': 'one' });
    folder.put({ 'a.txt': ONE });
    git('commit', '-qam', `x ${THREE}`);
    folder.put({ 'a.txt': 'two' });
    git('commit', '-qa', '--amend', '-m', 'x');
    for (const text of [TWO, 'three']) {
      folder.put({ 'a.txt': text });
      git('stash', '-q');
    }
    git('reset', '-q', '--hard', 'HEAD~1');
    const { lines } = await read('history');
    const places = lines.map((line) => line.replaceAll(/[0-9a-f]{40}/g, 'ID'));
    expect(places).toEqual([
      'test-token .git/commits/ID:6 git:ID',
      'test-token a.txt:1 git:ID',
      'test-token a.txt:1 git:ID',
    ]);
    git('stash', 'clear');
    git('reflog', 'expire', '--expire=now', '--all');
    expect((await read('history')).lines).toEqual([]);
  });

  test('has large contents, archives and contents of any bytes', async () => {
    const large = `${'x'.repeat(79)}\n`.repeat(40_000);
    commit({
      'large.txt': `${large}${ONE}\n`,
      'a.tar': tar({ t: TWO }),
      empty: '',
      'z.bin': Buffer.from([0, 10, 0]),
      'z.txt': THREE,
    });
    expect((await read('history')).lines.map((line) => line.replace(/ git:.*/, ''))).toEqual([
      'test-token a.tar!/t:1',
      'test-token large.txt:40001',
      'test-token z.txt:1',
    ]);
  });

  test('a content that the repository does not hold is coverage', async () => {
    commit({ 'a.txt': ONE, 'b.txt': TWO });
    const id = git('rev-parse', 'HEAD:a.txt');
    rmSync(join(folder.path, '.git/objects', id.slice(0, 2), id.slice(2)));
    const { lines, detected } = await read('history');
    expect(lines).toHaveLength(1);
    expect(detected.coverage.map(({ reason }) => reason).join()).toContain(id);
  });

  test('has the messages of commits and annotated tags, each once', async () => {
    folder.put({ 'a.txt': 'a' });
    git('add', '-A');
    git('commit', '-qm', `fix: login with ${ONE}`);
    git('branch', 'other');
    git('tag', '-am', `note ${TWO}`, 'v1');
    git('tag', 'light');
    const { lines, detected } = await read('history');
    const [head, tag] = [git('rev-parse', 'HEAD'), git('rev-parse', 'v1')];
    expect(lines).toEqual([
      `test-token .git/commits/${head}:5 git:${head}`,
      `test-token .git/tags/${tag}:6 git:${tag}`,
    ]);
    expect(detected.coverage.map(({ state }) => state)).toEqual(['read']);
  });

  test('of a shallow clone is said to end there; that of a whole one is not', async () => {
    commit({ 'a.txt': ONE });
    commit({ 'a.txt': TWO });
    const clones = { shallow: ['--depth', '1'], whole: [] };
    for (const [name, depth] of Object.entries(clones))
      git('clone', '-q', ...depth, `file://${folder.path}`, join(folder.path, name));
    const reasons = async (name: string): Promise<string[]> => {
      const clone = await detectTexts([join(folder.path, name)], { detectors: TEST_DETECTORS, git: 'history' });
      return clone.coverage.flatMap(({ reason = [] }) => reason);
    };
    expect(await reasons('shallow')).toContain('a shallow clone: the history before it is not here');
    expect(await reasons('whole')).toEqual([]);
  });

  test('of a submodule is said to be another’s', async () => {
    commit({ 'a.txt': 'a' });
    git('update-index', '--add', '--cacheinfo', `160000,${git('rev-parse', 'HEAD')},lib/sub`);
    git('commit', '-qm', 'x');
    expect((await read('history')).detected.coverage.map(({ reason }) => reason)).toContain(
      'submodules are repositories of their own, and were not read: lib/sub',
    );
  });

  test('is held against the rules of HEAD, and not against its own old ones', async () => {
    commit({ '.sops.yaml': 'creation_rules: [{path_regex: "old/"}]\n', 'old/a.yaml': 'a: 1\n' });
    commit({ 'secrets/b.yaml': 'b: 1\n' });
    const first = git('rev-parse', 'HEAD:secrets/b.yaml');
    commit({ '.sops.yaml': 'creation_rules: [{path_regex: "secrets/"}]\n', 'secrets/b.yaml': 'b: 2\n' });
    const second = git('rev-parse', 'HEAD:secrets/b.yaml');
    const { lines } = await read('history');
    expect(lines.toSorted()).toEqual(
      [first, second].map((id) => `file-not-encrypted secrets/b.yaml:1 git:${id}`).toSorted(),
    );
  });

  test('a repository without commits holds nothing', async () => {
    expect((await read('history')).lines).toEqual([]);
  });

  test('a setting of the repository runs no program', async () => {
    const mark = join(folder.path, 'mark');
    commit({ 'a.txt': ONE });
    git('config', 'core.fsmonitor', `touch ${mark}; false`);
    git('config', 'core.pager', `touch ${mark}`);
    git('config', 'diff.external', `touch ${mark}; false`);
    git('config', 'filter.x.smudge', `touch ${mark}; cat`);
    git('config', 'core.sshCommand', `touch ${mark}; false`);
    folder.put({ 'b.txt': TWO, '.gitattributes': '* filter=x diff=x\n' });
    execFileSync('git', ['-c', 'core.fsmonitor=false', 'add', 'b.txt'], { cwd: folder.path });
    rmSync(mark, { force: true });
    await read('history');
    await read('staged');
    expect(existsSync(mark)).toBe(false);
  });
});

describe.skipIf(!hasGit)('what is staged (needs git)', () => {
  beforeEach(() => git('init', '-q'));

  test('is read as it will be committed, and nothing else', async () => {
    commit({ 'old.txt': ONE });
    folder.put({ 'new.txt': TWO, 'sub/x.yaml': `k: ${TWO}\n` });
    git('add', '-A');
    folder.put({ 'new.txt': 'changed after', 'untracked.txt': THREE });
    const { lines } = await read('staged');
    expect(lines).toEqual(['test-token new.txt:1', 'test-token sub/x.yaml:1 /k']);
  });

  test('before the first commit', async () => {
    folder.put({ 'a.txt': ONE });
    git('add', '-A');
    expect((await read('staged')).lines).toEqual(['test-token a.txt:1']);
  });

  test('is what the index of a hook has, where git names another one', async () => {
    commit({ 'a.txt': 'a', 'b.txt': 'b' });
    folder.put({ 'a.txt': ONE, 'b.txt': TWO });
    git('add', 'a.txt');
    vi.stubEnv('GIT_INDEX_FILE', join(folder.path, '.git/other-index'));
    git('read-tree', 'HEAD');
    git('add', 'b.txt');
    const { lines } = await read('staged');
    vi.unstubAllEnvs();
    expect(lines).toEqual(['test-token b.txt:1']);
    expect((await read('staged')).lines).toEqual(['test-token a.txt:1']);
  });

  test('without what is deleted, with what is moved', async () => {
    commit({ 'a.txt': ONE, 'b.txt': TWO });
    git('rm', '-q', 'a.txt');
    git('mv', 'b.txt', 'c.txt');
    expect((await read('staged')).lines).toEqual(['test-token c.txt:1']);
  });

  test('is held against the rules that are committed already', async () => {
    commit({ '.sops.yaml': 'creation_rules: [{path_regex: "secrets/"}]\n', 'secrets/old.yaml': 'a: 1\n' });
    folder.put({ 'secrets/new.yaml': 'a: 1\n', 'other.yaml': 'a: 1\n' });
    git('add', '-A');
    expect((await read('staged')).lines).toEqual(['file-not-encrypted secrets/new.yaml:1']);
  });

  test('has a fingerprint that stays when the file changes around it', async () => {
    const fingerprint = async (text: string): Promise<string | undefined> => {
      folder.put({ 'a.txt': text });
      git('add', '-A');
      return (await read('staged')).detected.findings[0]?.fingerprint;
    };
    expect(await fingerprint(`\n\n${TWO}`)).toBe(await fingerprint(ONE));
  });
});

describe.skipIf(!hasGit)('no repository (needs git)', () => {
  test.each(['', '/no/such/folder'])('%j is an error that says so', async (below) => {
    const reading = detectTexts([folder.path + below], { detectors: [], git: 'history' });
    await expect(reading).rejects.toMatchObject({ name: 'GitError', isMissing: false });
  });
});
