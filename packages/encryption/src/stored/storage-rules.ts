// Which providers each resource is read and written with, by an EncryptionConfiguration that the API server takes.
import { Sealed } from '@watertight/sealed';
import { covering, providersByName } from '../config/covering.ts';
import { goBase64 } from '../config/go-base64.ts';
import type { Configuration, Provider } from '../config/model.ts';
import { kmsVersion } from '../config/validate-kms.ts';
import { WITHOUT_RULE } from './storage-provider.ts';
import type { StorageProvider } from './storage-provider.ts';

export interface StorageRules {
  /** In order; the first writes. `resource` as `storedPlace` names it. */
  readonly providersOf: (resource: string) => readonly StorageProvider[];
  /** One list for each resource that the file names. */
  readonly configured: readonly (readonly StorageProvider[])[];
}

/** A resource that two rules name has the providers of both, one after the other, as in the API server. */
export function storageRules(configuration: Configuration): StorageRules {
  const byName = new Map<string, readonly StorageProvider[]>();
  for (const [name, providers] of providersByName(configuration)) byName.set(name, providers.flatMap(providerOf));
  return { providersOf: (resource) => covering(byName, resource) ?? WITHOUT_RULE, configured: [...byName.values()] };
}

/** An accepted file has exactly one kind in each provider, and keys that are base64. */
function providerOf({ kinds: [kind], keys, kms }: Provider): StorageProvider[] {
  if (kind === undefined) return [];
  if (kind === 'identity') return [{ kind }];
  if (kind !== 'kms') {
    return [{ kind, keys: keys.map(({ name, secret }) => ({ name, secret: secret.use(sealedBytes) })) }];
  }
  return kms === undefined ? [] : [{ kind: kmsVersion(kms) === 'v2' ? 'kms-v2' : 'kms-v1', name: kms.name }];
}

function sealedBytes(text: string): Sealed<Uint8Array> {
  return new Sealed(goBase64(text) ?? new Uint8Array());
}
