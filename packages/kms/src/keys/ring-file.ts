// Reads and writes the key ring's file; it is replaced whole or not at all.
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import path from 'node:path';
import { type KeyRing, parseRing, ringText } from './key-ring.ts';
import { SetupError } from '../errors/setup-error.ts';

const OWNER_ONLY = 0o600;

export function ringFile(stateFolder: string): string {
  return path.join(stateFolder, 'keyring.json');
}

/** Throws a {@link SetupError}. */
export function readRing(stateFolder: string): KeyRing {
  const file = ringFile(stateFolder);
  try {
    return parseRing(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SetupError) throw error;
    const { code = 'error' } = error as NodeJS.ErrnoException;
    throw new SetupError(`cannot read ${file} (${code})`, 'Make a ring with kms keys init, or restore its backup.');
  }
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

export function writeRing(stateFolder: string, ring: KeyRing): void {
  const file = ringFile(stateFolder);
  const unfinished = `${file}.${process.pid}`;
  const handle = openSync(unfinished, 'w', OWNER_ONLY);
  try {
    writeSync(handle, ringText(ring));
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(unfinished, file);
  syncFolder(stateFolder);
}
