// What an operator does with a key ring: makes it, adds a key, lets a key write, retires one.
import { existsSync } from 'node:fs';
import type { KeyBackend, RemoteKey } from '../backends/backend.ts';
import { makeStateFolder } from './state-folder.ts';
import { SetupError } from '../errors/setup-error.ts';
import { activateKey, addKey, type KeyRing, newRing, retireKey } from './key-ring.ts';
import { readRing, ringFile, writeRing } from './ring-file.ts';

export interface RingPlace {
  readonly stateFolder: string;
  readonly backend: KeyBackend & { create?(): Promise<RemoteKey> };
  /** RFC 3339 */
  readonly now: string;
}

/** With a key of its own where the backend makes keys itself and has none. */
export async function initRing({ stateFolder, backend, now }: RingPlace): Promise<KeyRing> {
  makeStateFolder(stateFolder);
  if (existsSync(ringFile(stateFolder))) {
    throw new SetupError(`${ringFile(stateFolder)} is there already`, 'Add a key to it with kms keys add.');
  }
  const key = backend.create === undefined ? await backend.newest() : await backend.create();
  return written(stateFolder, newRing(backend.name, key, now));
}

/** The newest key of the store, as `next`; the backend `file` makes one. */
export async function addToRing({ stateFolder, backend, now }: RingPlace): Promise<KeyRing> {
  const ring = readRing(stateFolder);
  if (ring.backend !== backend.name) {
    throw new SetupError(`the key ring is of backend ${ring.backend}`, `Give --backend ${ring.backend}.`);
  }
  const key = backend.create === undefined ? await backend.newest() : await backend.create();
  return written(stateFolder, addKey(ring, key, now));
}

export function activateInRing(stateFolder: string, keyId: string): KeyRing {
  return written(stateFolder, activateKey(readRing(stateFolder), keyId));
}

export function retireInRing(stateFolder: string, keyId: string): KeyRing {
  return written(stateFolder, retireKey(readRing(stateFolder), keyId));
}

function written(stateFolder: string, ring: KeyRing): KeyRing {
  writeRing(stateFolder, ring);
  return ring;
}
