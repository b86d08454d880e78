// A gRPC server whose handlers do nothing, on the unix socket that is its argument: what grpc-js itself costs.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Server, ServerCredentials } from '@grpc/grpc-js';

const same = (bytes: Buffer): Buffer => bytes;
/** As long as an answer of ours to Encrypt. */
const ANSWER = Buffer.alloc(400, 1);

async function emptyServer(socket: string): Promise<void> {
  const server = new Server();
  const method = (name: string) => ({
    path: `/v2.KeyManagementService/${name}`,
    requestStream: false,
    responseStream: false,
    requestSerialize: same,
    requestDeserialize: same,
    responseSerialize: same,
    responseDeserialize: same,
  });
  server.addService(
    { Encrypt: method('Encrypt'), Decrypt: method('Decrypt') },
    {
      Encrypt: (_: unknown, done: (error: null, answer: Buffer) => void) => done(null, ANSWER),
      Decrypt: (_: unknown, done: (error: null, answer: Buffer) => void) => done(null, ANSWER),
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.bindAsync(`unix:${socket}`, ServerCredentials.createInsecure(), (error) => {
      if (error === null) resolve();
      else reject(error);
    });
  });
}

const [, , socket = ''] = process.argv;
mkdirSync(path.dirname(socket), { mode: 0o700 });
await emptyServer(socket);
console.error(`listening on ${socket}`);
