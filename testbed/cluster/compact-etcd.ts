// Makes etcd let go of old revisions, as the API server has it do every five minutes.
import { readFileSync } from 'node:fs';
import { createClient } from './client.ts';
import type { EtcdAccess } from './cluster.ts';

/** What is older than `revision`, the `resourceVersion` of some object, can be read no more. Throws with etcd's words when it refuses. */
export async function compactEtcd({ url, ...files }: EtcdAccess, revision: string): Promise<void> {
  const read = (file: string): string => readFileSync(file, 'utf8');
  const certificate = { certificate: read(files.certificateFile), key: read(files.keyFile) };
  const client = createClient({ url, authority: read(files.authorityFile) }, { certificate });
  try {
    // https://etcd.io/docs/v3.6/dev-guide/api_grpc_gateway/
    const { status, text } = await client.send('POST', '/v3/kv/compaction', { revision, physical: true });
    if (status !== 200) throw new Error(`etcd did not compact: ${status} ${text}`);
  } finally {
    client.close();
  }
}
