// Asks a cluster's etcd over its JSON gateway, as a member's operator would: writes, maintenance, snapshots.
// https://etcd.io/docs/v3.6/dev-guide/api_grpc_gateway/
import { readFileSync } from 'node:fs';
import { createClient } from './client.ts';
import type { EtcdAccess } from './cluster.ts';

export interface EtcdGateway {
  /** Throws with etcd's words when it refuses. */
  ask(path: string, body: object): Promise<Readonly<Record<string, unknown>>>;
  /** The value under the key; undefined where there is none. */
  get(key: string): Promise<Buffer | undefined>;
  put(key: string, value: Uint8Array): Promise<void>;
  /** What `etcdctl snapshot save` writes: the database and its SHA-256. */
  snapshot(): Promise<Buffer>;
  close(): void;
}

const base64 = (value: string | Uint8Array): string => Buffer.from(value).toString('base64');

export function etcdGateway({ url, authorityFile, certificateFile, keyFile }: EtcdAccess): EtcdGateway {
  const read = (file: string): string => readFileSync(file, 'utf8');
  const certificate = { certificate: read(certificateFile), key: read(keyFile) };
  const client = createClient({ url, authority: read(authorityFile) }, { certificate });
  const send = async (path: string, body: object): Promise<string> => {
    const { status, text } = await client.send('POST', path, body);
    if (status !== 200) throw new Error(`etcd refused ${path}: ${status} ${text}`);
    return text;
  };
  const ask = async (path: string, body: object) => JSON.parse(await send(path, body)) as Record<string, unknown>;
  return {
    ask,
    get: async (key) => {
      const { kvs } = (await ask('/v3/kv/range', { key: base64(key) })) as { kvs?: { value: string }[] };
      return kvs?.[0] === undefined ? undefined : Buffer.from(kvs[0].value, 'base64');
    },
    put: async (key, value) => {
      await ask('/v3/kv/put', { key: base64(key), value: base64(value) });
    },
    snapshot: async () => {
      const lines = (await send('/v3/maintenance/snapshot', {})).trim().split('\n');
      const parts = lines.map((line) => (JSON.parse(line) as { result: { blob?: string } }).result.blob ?? '');
      return Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')));
    },
    close: () => client.close(),
  };
}
