// A KMS plugin for tests of what the API server writes: it hides nothing, and its key_id changes when told.
// https://kubernetes.io/docs/tasks/administer-cluster/kms-provider/
import { createServer } from 'node:http2';
import type { ServerHttp2Session, ServerHttp2Stream } from 'node:http2';
import { once } from 'node:events';
import { readFields } from '@watertight/encryption';
import { message } from '../etcd-files/messages.ts';

export interface KmsPlugin {
  /** `unix://` and the socket's path, as an EncryptionConfiguration has it. */
  readonly endpoint: string;
  /** The key_id from now on; the API server asks for it once a minute. */
  keyId: string;
  stop(): Promise<void>;
}

const FRAME_HEAD = 5;

/** Starts it on a socket at that path, for KMS v2 and v1 alike. */
export async function startKmsPlugin(socket: string, keyId: string): Promise<KmsPlugin> {
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer();
  const plugin: KmsPlugin = {
    endpoint: `unix://${socket}`,
    keyId,
    stop: async () => {
      for (const session of sessions) session.destroy();
      server.close();
      await once(server, 'close');
    },
  };
  server.on('session', (session) => sessions.add(session));
  server.on('stream', (stream, headers) => void answer(stream, String(headers[':path']), plugin));
  server.listen(socket);
  await once(server, 'listening');
  return plugin;
}

async function answer(stream: ServerHttp2Stream, path: string, { keyId }: KmsPlugin): Promise<void> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream as AsyncIterable<Uint8Array>) chunks.push(chunk);
  const fields: Uint8Array[] = [];
  readFields(Buffer.concat(chunks).subarray(FRAME_HEAD), (field, value) => {
    if (typeof value !== 'number') fields[field] = value;
  });
  const body = METHODS[path]?.(fields, keyId);
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': body === undefined ? '12' : '0' }));
  if (body === undefined) return void stream.end();
  const head = Buffer.alloc(FRAME_HEAD);
  head.writeUInt32BE(body.length, 1);
  stream.end(Buffer.concat([head, body]));
}

const turned = (bytes: Uint8Array = new Uint8Array()): Uint8Array => bytes.map((byte) => byte ^ 0xff);

const METHODS: Readonly<Record<string, (fields: readonly Uint8Array[], keyId: string) => Buffer>> = {
  '/v2.KeyManagementService/Status': (_, keyId) => message([1, 'v2'], [2, 'ok'], [3, keyId]),
  '/v2.KeyManagementService/Encrypt': ([, plain], keyId) =>
    message([1, turned(plain)], [2, keyId], [3, message([1, 'version.testbed.example'], [2, '1'])]),
  '/v2.KeyManagementService/Decrypt': ([, cipher]) => message([1, turned(cipher)]),
  '/v1beta1.KeyManagementService/Version': () => message([1, 'v1beta1'], [2, 'testbed'], [3, '1']),
  '/v1beta1.KeyManagementService/Encrypt': ([, , plain]) => message([1, turned(plain)]),
  '/v1beta1.KeyManagementService/Decrypt': ([, , cipher]) => message([1, turned(cipher)]),
};
