// encryption lint --fix: what it writes, what it leaves, what it says; and no key in any output.
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runInProcess } from '../testing/in-process.ts';
import { BOX, HEAD, IDENTITY, KMS, lint, LintFolder } from '../testing/lint-files.ts';

let folder: LintFolder;
beforeAll(() => {
  folder = new LintFolder();
});
afterAll(() => folder[Symbol.dispose]());

const file: LintFolder['file'] = (...args) => folder.file(...args);

describe('--fix', () => {
  test('writes the file in its place, mode 0600, and names no key', async () => {
    const at = file('fix.yaml', HEAD + IDENTITY + BOX, 0o644);
    const { code, result, all } = await lint(at, '--fix');
    expect(code).toBe(0);
    expect(result.accepted).toBe(true);
    expect(readFileSync(at, 'utf8')).toBe(HEAD + BOX + IDENTITY);
    expect(statSync(at).mode & 0o777).toBe(0o600);
    expect(all).toContain('was rewritten');
    expect(readdirSync(folder.path).filter((name) => name.includes('.tmp'))).toEqual([]);
  });

  test('a new key is in the file and nowhere else', async () => {
    const at = file('new.yaml', HEAD + IDENTITY);
    const { all } = await lint(at, '--fix');
    const [, key = ''] = /secret: (\S+)/.exec(readFileSync(at, 'utf8')) ?? [];
    expect(Buffer.from(key, 'base64')).toHaveLength(32);
    expect(all).not.toContain(key.slice(0, 8));
    const again = file('again.yaml', HEAD + IDENTITY);
    await lint(again, '--fix');
    expect(readFileSync(again, 'utf8')).not.toContain(key);
  });

  test('a link keeps pointing where it does', async () => {
    const target = file('target.yaml', HEAD + IDENTITY + KMS);
    const link = path.join(folder.path, 'link.yaml');
    symlinkSync(target, link);
    await lint(link, '--fix');
    expect(readFileSync(target, 'utf8')).toBe(HEAD + KMS + IDENTITY);
    expect(
      readdirSync(folder.path, { withFileTypes: true })
        .find(({ name }) => name === 'link.yaml')
        ?.isSymbolicLink(),
    ).toBe(true);
  });

  test.each([
    ['what is refused for another reason', HEAD + IDENTITY + KMS.replace('}', ', cachesize: 1}')],
    ['what is no configuration', 'kind: Pod\n'],
    ['what cannot be read', `${HEAD}  - {`],
  ])('%s stays as it is', async (_, text) => {
    const at = file('stays.yaml', text);
    const { code, stderr } = await runInProcess(['encryption', 'lint', at, '--fix']);
    expect(code).toBe(4);
    expect(stderr).toContain('is not rewritten');
    expect(readFileSync(at, 'utf8')).toBe(text);
  });

  test.each(['k3s', 'rke2'])('the file of %s is left to it', async (distribution) => {
    const cred = path.join(folder.path, 'rancher', distribution, 'server', 'cred');
    mkdirSync(cred, { recursive: true });
    const at = path.join(cred, 'encryption-config.json');
    writeFileSync(at, HEAD + IDENTITY);
    const { code, stderr } = await runInProcess(['encryption', 'lint', at, '--fix']);
    expect(code).toBe(4);
    expect(stderr).toContain(`${distribution} secrets-encrypt rotate-keys`);
    expect(readFileSync(at, 'utf8')).toBe(HEAD + IDENTITY);
  });

  test('the next steps are those of kubeadm where the file is one of its', async () => {
    const enc = path.join(folder.path, 'etc', 'kubernetes', 'enc');
    mkdirSync(enc, { recursive: true });
    const at = path.join(enc, 'enc.yaml');
    writeFileSync(at, HEAD + IDENTITY + KMS);
    const { stderr } = await runInProcess(['encryption', 'lint', at, '--fix']);
    expect(stderr).toContain('manifests/kube-apiserver.yaml');
    expect(stderr).not.toContain('k3s');
  });
});
