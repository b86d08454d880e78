// A server of the KMS v2 service for the benchmark: ours with the backend file, or handlers that do nothing.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { initRing, openBackend, startDaemon } from '@watertight/kms';
import { emptyServer } from './kms-empty.ts';

const [, , kind = '', folder = ''] = process.argv;
const socket = path.join(folder, kind, 'kms.sock');

async function ours(): Promise<void> {
  const stateFolder = path.join(folder, 'state');
  const backend = await openBackend('file', {}, { stateFolder, tokenCommand: ['none'] });
  await initRing({ stateFolder, backend, now: new Date().toISOString() });
  await startDaemon({ listen: `unix://${socket}`, stateFolder, backend, windowSeconds: 900, say: () => undefined });
}

mkdirSync(path.dirname(socket), { recursive: true, mode: 0o700 });
await (kind === 'ours' ? ours() : emptyServer(socket));
console.log('ready');
// Ends with whoever started it.
process.stdin.resume().once('end', () => process.exit(0));
