// key_id: what etcd and logs show of a key, without its name, and never the same for two uses of a key.
import { createHash } from 'node:crypto';
import type { RemoteKey } from '../backends/backend.ts';

const STORE_DIGITS = 8;
const KEY_DIGITS = 16;

/** SHA-256 over length-prefixed fields, so that no two lists of fields hash alike by moving a boundary. */
function digest(fields: readonly string[]): string {
  const hash = createHash('sha256');
  for (const field of fields) {
    const bytes = Buffer.from(field);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  }
  return hash.digest('hex');
}

/**
 * `STORE-KEY-EPOCH`: hashes of the backend's store and of the key with its version and making, then the epoch. Migration controllers
 * take an equal key_id for "not stale", so going back to an older key needs another one: each entry of a ring has an epoch of its own.
 * https://kubernetes.io/docs/tasks/administer-cluster/kms-provider/#implementing-a-kms-plugin-v2
 */
export function keyIdOf(backend: string, key: RemoteKey, epoch: number): string {
  const store = digest([backend, key.store]).slice(0, STORE_DIGITS);
  const which = digest([backend, key.store, key.name, key.version, key.made, String(epoch)]).slice(0, KEY_DIGITS);
  return `${store}-${which}-${epoch}`;
}
