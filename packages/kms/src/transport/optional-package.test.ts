// What is said where a key store's package is absent or broken, and that the versions named are those of package.json.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { OPTIONAL_PACKAGES, optionalPackage } from './optional-package.ts';

const refusal = async (load: () => Promise<unknown>): Promise<unknown> =>
  await optionalPackage('@google-cloud/kms', load).catch((error: unknown) => error);

test('an absent package is named with how to install it', async () => {
  // A name that no package has, so the import fails as that of an absent one does.
  const absent = '@google-cloud/kms-that-is-absent';
  expect(await refusal(async () => await import(absent))).toMatchObject({
    name: 'BackendError',
    kind: 'settings',
    message: 'the npm package @google-cloud/kms is not installed: npm install --ignore-scripts @google-cloud/kms@6.3.0',
  });
});

test('a package that breaks is not said to be absent', async () => {
  const broken = await refusal(async () => await Promise.reject(new Error('marked')));
  expect(broken).toMatchObject({ kind: 'settings', message: 'the npm package @google-cloud/kms cannot be loaded' });
});

test('what is there is given', async () => {
  expect(await optionalPackage('@google-cloud/kms', async () => await Promise.resolve(7))).toBe(7);
});

test('the versions are those that package.json has as optional peers', () => {
  const file = path.resolve(import.meta.dirname, '../../package.json');
  const { peerDependencies, peerDependenciesMeta } = JSON.parse(readFileSync(file, 'utf8')) as {
    peerDependencies: Record<string, string>;
    peerDependenciesMeta: Record<string, unknown>;
  };
  for (const [name, version] of Object.entries(OPTIONAL_PACKAGES)) {
    expect([name, peerDependencies[name]]).toEqual([name, version]);
    expect(peerDependenciesMeta[name]).toEqual({ optional: true });
  }
});
