// What an API server reads and writes a resource with: providers in order, the first of which writes.
import type { Sealed } from '@watertight/sealed';

export interface LocalKey {
  readonly name: string;
  /** The key's bytes. */
  readonly secret: Sealed<Uint8Array>;
}

export type StorageProvider =
  | { readonly kind: 'identity' }
  | { readonly kind: 'aescbc' | 'aesgcm' | 'secretbox'; readonly keys: readonly LocalKey[] }
  | { readonly kind: 'kms-v1' | 'kms-v2'; readonly name: string };

/** What a resource without a rule is stored with. https://kubernetes.io/docs/tasks/administer-cluster/encrypt-data/ */
export const WITHOUT_RULE: readonly StorageProvider[] = [{ kind: 'identity' }];
