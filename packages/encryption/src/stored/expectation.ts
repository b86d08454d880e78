// Whether objects of a resource should be encrypted: by what the user requires, or by what the configuration writes.
import type { StorageProvider } from './storage-provider.ts';

export interface Expectation {
  readonly required: readonly string[];
  readonly providersOf?: (resource: string) => readonly StorageProvider[];
}

export function isEncryptionExpected(resource: string, { required, providersOf }: Expectation): boolean {
  if (required.includes(resource)) return true;
  const [first] = providersOf?.(resource) ?? [];
  return first !== undefined && first.kind !== 'identity';
}
