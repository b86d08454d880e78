// encryption lint --fix: what it writes, what it leaves, what it says; and no key in any output.
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EncryptionLintResult } from '@watertight/engine';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runInProcess } from '../testing/in-process.ts';

/** Plainly fake; its bytes are no text. */
const KEY = Buffer.from(Array.from({ length: 32 }, (_, at) => (at * 89 + 7) % 251)).toString('base64');
const WINDOW = 8;
const PIECES = Array.from({ length: KEY.length - WINDOW + 1 }, (_, at) => KEY.slice(at, at + WINDOW));
const leaked = (text: string): string[] => PIECES.filter((piece) => text.includes(piece));

const HEAD =
  'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n- resources: [secrets]\n  providers:\n';
const BOX = `  - secretbox: {keys: [{name: key1, secret: ${KEY}}]}\n`;
const IDENTITY = '  - identity: {}\n';
const KMS = '  - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}\n';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watertight-lint-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string | Uint8Array, mode = 0o600): string {
  const at = path.join(folder, name);
  writeFileSync(at, text, { mode });
  chmodSync(at, mode);
  return at;
}

async function lint(...args: readonly string[]): Promise<{ code: number; result: EncryptionLintResult; all: string }> {
  const { code, stdout, stderr } = await runInProcess(['encryption', 'lint', '-o', 'json', ...args]);
  const all = stdout + stderr;
  expect(leaked(all)).toEqual([]);
  return { code, result: JSON.parse(stdout) as EncryptionLintResult, all };
}

describe('--fix', () => {
  test('writes the file in its place, mode 0600, and names no key', async () => {
    const at = file('fix.yaml', HEAD + IDENTITY + BOX, 0o644);
    const { code, result, all } = await lint(at, '--fix');
    expect(code).toBe(0);
    expect(result.accepted).toBe(true);
    expect(readFileSync(at, 'utf8')).toBe(HEAD + BOX + IDENTITY);
    expect(statSync(at).mode & 0o777).toBe(0o600);
    expect(all).toContain('was rewritten');
    expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([]);
  });

  test('a new key is in the file and nowhere else', async () => {
    const at = file('new.yaml', HEAD + IDENTITY);
    const { all } = await lint(at, '--fix');
    const [, key = ''] = /secret: (\S+)/.exec(readFileSync(at, 'utf8')) ?? [];
    expect(Buffer.from(key, 'base64')).toHaveLength(32);
    expect(all).not.toContain(key.slice(0, WINDOW));
    const again = file('again.yaml', HEAD + IDENTITY);
    await lint(again, '--fix');
    expect(readFileSync(again, 'utf8')).not.toContain(key);
  });

  test('a link keeps pointing where it does', async () => {
    const target = file('target.yaml', HEAD + IDENTITY + KMS);
    const link = path.join(folder, 'link.yaml');
    symlinkSync(target, link);
    await lint(link, '--fix');
    expect(readFileSync(target, 'utf8')).toBe(HEAD + KMS + IDENTITY);
    expect(
      readdirSync(folder, { withFileTypes: true })
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
    const cred = path.join(folder, 'rancher', distribution, 'server', 'cred');
    mkdirSync(cred, { recursive: true });
    const at = path.join(cred, 'encryption-config.json');
    writeFileSync(at, HEAD + IDENTITY);
    const { code, stderr } = await runInProcess(['encryption', 'lint', at, '--fix']);
    expect(code).toBe(4);
    expect(stderr).toContain(`${distribution} secrets-encrypt rotate-keys`);
    expect(readFileSync(at, 'utf8')).toBe(HEAD + IDENTITY);
  });

  test('the next steps are those of kubeadm where the file is one of its', async () => {
    const enc = path.join(folder, 'etc', 'kubernetes', 'enc');
    mkdirSync(enc, { recursive: true });
    const at = path.join(enc, 'enc.yaml');
    writeFileSync(at, HEAD + IDENTITY + KMS);
    const { stderr } = await runInProcess(['encryption', 'lint', at, '--fix']);
    expect(stderr).toContain('manifests/kube-apiserver.yaml');
    expect(stderr).not.toContain('k3s');
  });
});
