// Proves an etcd database's encryption once, in this process: `node bench/jobs/verify.ts ours|baseline FILE`.
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { StoreVerifier } from '@watertight/encryption';
import { openEtcd } from '@watertight/sources';
import { report, stopwatch } from './report.ts';

const PIECE = 4 * 1024 * 1024;

/** All bytes and their SHA-256: what telling whether a snapshot is whole takes. */
function readAndHash(file: string): void {
  const watch = stopwatch();
  const handle = openSync(file, 'r');
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE);
  for (let read = readSync(handle, piece); read > 0; read = readSync(handle, piece))
    hash.update(piece.subarray(0, read));
  closeSync(handle);
  report({ ...watch(), objects: hash.digest().length });
}

/** Every value judged, every byte searched. */
async function verify(file: string): Promise<void> {
  const watch = stopwatch();
  const store = await openEtcd({ place: { kind: 'snapshot', file }, prefix: '/registry' });
  const currentKeyId = (): undefined => undefined;
  const verifier = new StoreVerifier({ prefix: '/registry', required: ['secrets'], configured: [], currentKeyId });
  for await (const value of store.values()) {
    if (value.isCurrent) verifier.current(value);
    else verifier.older(value);
  }
  await store.residue();
  const { summary } = verifier.proof(store.isComplete);
  await store.close();
  report({ ...watch(), objects: summary.objects });
}

const [, , job, file = ''] = process.argv;
if (job === 'ours') await verify(file);
else readAndHash(file);
