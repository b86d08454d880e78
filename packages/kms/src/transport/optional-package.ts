// Loads the package that one key store needs, and says what to install where it is not there.
import { BackendError } from '../errors/backend-error.ts';

/** The versions that the tests run with; a test holds them to package.json. */
export const OPTIONAL_PACKAGES = {
  '@aws-sdk/client-kms': '3.1164.0',
  '@azure/identity': '4.14.1',
  '@azure/keyvault-keys': '4.10.2',
  '@google-cloud/kms': '6.3.0',
} as const;

const ABSENT = new Set(['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND']);

/** Rejects with a BackendError. `load` is the import itself, so that a bundler sees the name. */
export async function optionalPackage<T>(name: keyof typeof OPTIONAL_PACKAGES, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (!ABSENT.has(code)) throw new BackendError('settings', `the npm package ${name} cannot be loaded`);
    const install = `npm install --ignore-scripts ${name}@${OPTIONAL_PACKAGES[name]}`;
    throw new BackendError('settings', `the npm package ${name} is not installed: ${install}`);
  }
}
