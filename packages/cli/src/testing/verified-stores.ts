// Stores of etcd written for a test, and what encryption verify says of them.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { VerifyResult } from '@watertight/engine';
import { writeBoltFile } from '../../../../testbed/etcd-files/bolt-file.ts';
import type { Pair } from '../../../../testbed/etcd-files/bolt-file.ts';
import { message, revisionPair, storedObjectBytes } from '../../../../testbed/etcd-files/messages.ts';
import { runInProcess } from './in-process.ts';
import type { Ran } from './in-process.ts';

export const secretKey = (name: string): string => `/registry/secrets/shop/${name}`;

/** In plain text, with a marked value that no output may hold. */
export const plain = (name: string, kind = 'Secret'): Buffer =>
  storedObjectBytes({ kind, namespace: 'shop', name }, `MARKED-${name}`);

/** By a local key: the form of it, which nothing opens. */
export const encrypted = (provider: string, name: string): Buffer =>
  Buffer.concat([Buffer.from(`k8s:enc:${provider}:v1:${name}:`), Buffer.alloc(64, 1)]);

/** By KMS v2, the provider being `vault`. */
export const kms = (keyId: string): Buffer =>
  Buffer.concat([
    Buffer.from('k8s:enc:kms:v2:vault:'),
    message([1, Buffer.alloc(64)], [2, keyId], [3, Buffer.alloc(60)], [5, 1]),
  ]);

/** Files of its own in a folder of its own. */
export class VerifiedStores {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'watertight-verify-'));

  /** A database of current values in this order, from revision 2 on, and `more` pairs behind them. */
  store(values: Readonly<Record<string, Buffer>>, more: readonly Pair[] = []): string {
    const file = path.join(this.folder, randomUUID());
    const pairs = Object.entries(values).map(([key, value], at) => revisionPair(at + 2, key, value));
    writeBoltFile(file, [...pairs, ...more]);
    return file;
  }

  /** Throws where a marked value is in what it writes. */
  async verify(file: string, ...args: readonly string[]): Promise<Ran> {
    const ran = await runInProcess(['encryption', 'verify', '--snapshot', file, ...args]);
    if ((ran.stdout + ran.stderr).includes('MARKED')) throw new Error('a value is in the output');
    return ran;
  }

  async result(file: string, ...args: readonly string[]): Promise<VerifyResult & { readonly code: number }> {
    const { code, stdout } = await this.verify(file, '-o', 'json', ...args);
    return { ...(JSON.parse(stdout) as VerifyResult), code };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
