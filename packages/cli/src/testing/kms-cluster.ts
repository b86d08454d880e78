// What tests of the KMS plugin under a real API server share: Secrets made through the server, and what etcd and the audit say.
import { readFileSync } from 'node:fs';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { readEtcd } from '../../../../testbed/cluster/read-etcd.ts';
import type { KmsPlace } from './kms-plugin.ts';

export const SECRETS = '/api/v1/namespaces/default/secrets';

/** What every Secret of these tests holds, so that it can be looked for where it must not be. */
export const VALUE = 'marked-value-that-must-not-be-seen';

/** API servers start slowly on a busy machine, and revocation takes the three minutes that API servers keep a seed. */
export const LONG_MS = 900_000;

/** The status of the API server's answer. */
export async function createSecret(cluster: Cluster, name: string): Promise<number> {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name }, stringData: { password: VALUE } };
  return (await cluster.admin.client.send('POST', SECRETS, secret)).status;
}

/** The bytes that etcd holds for a Secret, one character a byte. */
export async function stored(cluster: Cluster, name: string): Promise<string> {
  return (await readEtcd(cluster.etcd, `/registry/secrets/default/${name}`))?.toString('latin1') ?? '';
}

/** From etcd itself, not from what the API server remembers: a list without a resourceVersion is read there. */
export async function secretCount(cluster: Cluster): Promise<number> {
  let count = 0;
  let next = '';
  do {
    // oxlint-disable-next-line no-await-in-loop -- a page names the next one
    const page = (await cluster.get(`${SECRETS}?limit=1000&continue=${next}`)) as {
      items?: unknown[];
      metadata?: { continue?: string };
    };
    count += page.items?.length ?? 0;
    next = page.metadata?.continue ?? '';
  } while (next !== '');
  return count;
}

/** Records of Decrypt calls that were answered. */
export function unwraps(place: KmsPlace): { remote?: boolean }[] {
  const records = readFileSync(place.audit, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; remote?: boolean });
  return records.filter(({ event }) => event === 'unwrap');
}
