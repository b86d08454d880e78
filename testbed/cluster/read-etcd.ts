// Reads a value of etcd as it is stored, past the API server and its caches.
import { readFileSync } from 'node:fs';
import { createClient } from './client.ts';
import type { EtcdAccess } from './cluster.ts';

/** The bytes under `key`, for example `/registry/secrets/NS/NAME`; undefined where nothing is. Throws when etcd refuses. */
export async function readEtcd({ url, ...files }: EtcdAccess, key: string): Promise<Buffer | undefined> {
  const read = (file: string): string => readFileSync(file, 'utf8');
  const certificate = { certificate: read(files.certificateFile), key: read(files.keyFile) };
  const client = createClient({ url, authority: read(files.authorityFile) }, { certificate });
  try {
    // https://etcd.io/docs/v3.6/dev-guide/api_grpc_gateway/
    const { status, text } = await client.send('POST', '/v3/kv/range', { key: Buffer.from(key).toString('base64') });
    if (status !== 200) throw new Error(`etcd did not answer: ${status} ${text}`);
    const { kvs = [] } = JSON.parse(text) as { kvs?: { value: string }[] };
    return kvs[0] === undefined ? undefined : Buffer.from(kvs[0].value, 'base64');
  } finally {
    client.close();
  }
}
