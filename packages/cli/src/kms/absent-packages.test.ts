// Where a cloud's package is not installed, `kms serve` and `kms keys init` say which, and how to install it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { initRing } from '@watertight/kms';
import { afterAll, describe, expect, test } from 'vitest';
import { ABSENT_PACKAGES } from '../testing/absent-packages.ts';
import { ended, run, start } from '../testing/subprocess.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'watertight-absent-'));
afterAll(() => rmSync(folder, { recursive: true }));

const CLOUDS = [
  ['aws', '@aws-sdk/client-kms', { key: 'alias/kms', region: 'eu-test-1' }],
  ['gcp', '@google-cloud/kms', { key: 'projects/p/locations/l/keyRings/r/cryptoKeys/k' }],
  ['azure', '@azure/keyvault-keys', { key: 'kms', vault: 'https://test.vault.azure.net' }],
] as const;

describe.each(CLOUDS)('%s', (backend, name, settings) => {
  const file = path.join(folder, `${backend}.json`);
  writeFileSync(file, JSON.stringify(settings));
  const options = (state: string): string[] => [
    '--backend',
    backend,
    '--settings',
    file,
    '--state',
    path.join(folder, state),
  ];
  const words = new RegExp(`the npm package ${name} is not installed: npm install --ignore-scripts ${name}@[0-9.]+$`);

  test('kms keys init', async () => {
    const { code, stdout, stderr } = await run(['kms', 'keys', 'init', ...options(`new-${backend}`)], {
      preload: ABSENT_PACKAGES,
    });
    expect([code, stdout]).toEqual([4, '']);
    expect(stderr.split('\n')[0]).toMatch(words);
  });

  test('kms serve', async () => {
    const state = path.join(folder, backend);
    const key = { store: 'test', name: 'test', version: '1', made: '' };
    const none = async (): Promise<never> => await Promise.reject(new Error('not asked'));
    const made = {
      name: backend,
      newest: async () => await Promise.resolve(key),
      wrap: none,
      unwrap: none,
      close: none,
    };
    await initRing({ stateFolder: state, backend: made, now: '2026-01-01T00:00:00Z' });
    const socket = path.join(state, 'run', 'kms.sock');
    const child = start(['kms', 'serve', '--listen', `unix://${socket}`, ...options(backend)], {
      preload: ABSENT_PACKAGES,
    });
    const lines: string[] = [];
    if (child.stderr === null) throw new Error('no pipe');
    for await (const line of createInterface({ input: child.stderr })) {
      lines.push(line);
      if (line.startsWith('listening on')) break;
    }
    child.kill('SIGTERM');
    await ended(child);
    expect(lines[0]).toMatch(words);
  });
});
