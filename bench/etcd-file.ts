// An etcd database of so many Secrets, as an API server with KMS v2, secretbox and neither would have left it.
import { existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeBoltFile } from '../testbed/etcd-files/bolt-file.ts';
import type { Pair } from '../testbed/etcd-files/bolt-file.ts';
import { message, revisionPair, storedObjectBytes } from '../testbed/etcd-files/messages.ts';
import { DATA_FOLDER } from './cluster-file.ts';
import { Random } from './random.ts';

const SEED = 7;
/** Of ten objects: so many by KMS v2, secretbox, in plain text. */
const TENTHS = { kms: 6, secretbox: 9 };
/** Of the objects, one in so many has an older revision. */
const REPLACED = 10;

/** Bytes of chance, the same for each value. */
function bodyOf(bytes: number): Buffer {
  const random = new Random(SEED);
  const body = Buffer.alloc(bytes);
  for (let at = 0; at < bytes; at++) body[at] = random.next() * 256;
  return body;
}

const keyOf = (at: number): string => `/registry/secrets/namespace-${at % 100}/secret-${at}`;

/** Keys and values of the Secrets `from` to `to`, of about `bytes` each. */
export function etcdValues(from: number, to: number, bytes: number): (readonly [string, Buffer])[] {
  const body = bodyOf(bytes);
  return Array.from({ length: to - from }, (_, at) => [keyOf(from + at), valueOf(from + at, body)] as const);
}

/** Values of about `bytes` each. */
function* pairs(objects: number, bytes: number): Generator<Pair> {
  const body = bodyOf(bytes);
  let revision = 2;
  for (let at = 0; at < objects; at++) {
    const key = keyOf(at);
    const value = valueOf(at, body);
    if (at % REPLACED === 0) yield revisionPair(revision++, key, value);
    yield revisionPair(revision++, key, value);
  }
}

function valueOf(at: number, body: Buffer): Buffer {
  if (at % 10 < TENTHS.kms) {
    const object = message([1, body], [2, `key-${at % 3}`], [3, body.subarray(0, 60)], [5, 1]);
    return Buffer.concat([Buffer.from('k8s:enc:kms:v2:vault:'), object]);
  }
  if (at % 10 < TENTHS.secretbox) return Buffer.concat([Buffer.from('k8s:enc:secretbox:v1:key1:'), body]);
  return storedObjectBytes({ namespace: `namespace-${at % 100}`, name: `secret-${at}` }, body.toString('base64'));
}

/** The file of so many objects, written where it is not there yet. */
export function etcdFile(objects: number, bytes: number): { readonly file: string; readonly bytes: number } {
  const file = path.join(DATA_FOLDER, `etcd-${objects}-${bytes}.db`);
  if (!existsSync(file)) {
    mkdirSync(DATA_FOLDER, { recursive: true });
    writeBoltFile(`${file}.tmp`, pairs(objects, bytes));
    renameSync(`${file}.tmp`, file);
  }
  return { file, bytes: statSync(file).size };
}
