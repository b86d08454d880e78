// EncryptionConfigurations for tests of `encryption lint`: their parts, a folder for them, and the command, which may not print the key.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EncryptionLintResult } from '@watertight/engine';
import { expect } from 'vitest';
import { runInProcess } from './in-process.ts';

/** Plainly fake; its bytes are no text. */
const KEY = Buffer.from(Array.from({ length: 32 }, (_, at) => (at * 89 + 7) % 251)).toString('base64');
const WINDOW = 8;
const PIECES = Array.from({ length: KEY.length - WINDOW + 1 }, (_, at) => KEY.slice(at, at + WINDOW));

export const HEAD =
  'apiVersion: apiserver.config.k8s.io/v1\nkind: EncryptionConfiguration\nresources:\n- resources: [secrets]\n  providers:\n';
export const BOX = `  - secretbox: {keys: [{name: key1, secret: ${KEY}}]}\n`;
export const IDENTITY = '  - identity: {}\n';
export const KMS = '  - kms: {apiVersion: v2, name: vault, endpoint: "unix:///run/kms.sock"}\n';

/** The pieces of the key that stand in the text. */
export const leaked = (text: string): string[] => PIECES.filter((piece) => text.includes(piece));

export class LintFolder implements Disposable {
  readonly path = mkdtempSync(path.join(tmpdir(), 'watertight-lint-'));

  /** Writes a file; returns its path. */
  file(name: string, text: string | Uint8Array, mode = 0o600): string {
    const at = path.join(this.path, name);
    writeFileSync(at, text, { mode });
    chmodSync(at, mode);
    return at;
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true });
  }
}

export async function lint(
  ...args: readonly string[]
): Promise<{ code: number; result: EncryptionLintResult; all: string }> {
  const { code, stdout, stderr } = await runInProcess(['encryption', 'lint', '-o', 'json', ...args]);
  const all = stdout + stderr;
  expect(leaked(all)).toEqual([]);
  return { code, result: JSON.parse(stdout) as EncryptionLintResult, all };
}
