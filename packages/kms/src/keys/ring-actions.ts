// What an operator does with a key ring: makes it, adds a key, lets a key write, retires one.
import { existsSync } from 'node:fs';
import { type MakingBackend, withDeadline } from '../backends/deadline.ts';
import type { RemoteKey } from '../backends/backend.ts';
import { makeStateFolder } from './state-folder.ts';
import { SetupError } from '../errors/setup-error.ts';
import { activateKey, addKey, type KeyRing, newRing, retireKey } from './key-ring.ts';
import { readRing, ringFile, writeRing } from './ring-file.ts';

/** Time for a login, for a token's process to start, and for an answer: whoever waits is a person. */
const ANSWER_MS = 30_000;

export interface RingPlace {
  readonly stateFolder: string;
  readonly backend: MakingBackend;
  /** RFC 3339 */
  readonly now: string;
  /** Longest wait for the backend, in milliseconds; half a minute unless given. */
  readonly answerMs?: number;
}

/** With a key of its own where the backend makes keys itself and has none. Rejects with a SetupError or a BackendError. */
export async function initRing(place: RingPlace): Promise<KeyRing> {
  const { stateFolder, backend, now } = place;
  makeStateFolder(stateFolder);
  if (existsSync(ringFile(stateFolder))) {
    throw new SetupError(`${ringFile(stateFolder)} is there already`, 'Add a key to it with kms keys add.');
  }
  const key = await keyOf(place);
  return written(stateFolder, newRing(backend.name, key, now));
}

/** The newest key of the store, as `next`; the backend `file` makes one. */
export async function addToRing(place: RingPlace): Promise<KeyRing> {
  const { stateFolder, backend, now } = place;
  const ring = readRing(stateFolder);
  if (ring.backend !== backend.name) {
    throw new SetupError(`the key ring is of backend ${ring.backend}`, `Give --backend ${ring.backend}.`);
  }
  const key = await keyOf(place);
  return written(stateFolder, addKey(ring, key, now));
}

export function activateInRing(stateFolder: string, keyId: string): KeyRing {
  return written(stateFolder, activateKey(readRing(stateFolder), keyId));
}

export function retireInRing(stateFolder: string, keyId: string): KeyRing {
  return written(stateFolder, retireKey(readRing(stateFolder), keyId));
}

async function keyOf({ backend, answerMs = ANSWER_MS }: RingPlace): Promise<RemoteKey> {
  const bounded = withDeadline(backend, answerMs);
  return bounded.create === undefined ? await bounded.newest() : await bounded.create();
}

function written(stateFolder: string, ring: KeyRing): KeyRing {
  writeRing(stateFolder, ring);
  return ring;
}
