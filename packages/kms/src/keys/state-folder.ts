// The folder with key ring and audit log: ours alone, since whoever writes there decides which key is used.
import { lstatSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { SetupError } from '../errors/setup-error.ts';

const OTHERS = 0o077;

export function auditFile(stateFolder: string): string {
  return path.join(stateFolder, 'audit.log');
}

/** Throws a {@link SetupError} unless the folder is there, ours, and closed to others. */
export function checkStateFolder(folder: string): void {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true) {
    throw new SetupError(`${folder} is no folder`, 'Make the key ring with kms keys init, or restore its backup.');
  }
  if (found.uid !== process.getuid?.()) {
    throw new SetupError(`${folder} belongs to another user`, 'Run as the user that made it.');
  }
  if ((found.mode & OTHERS) !== 0) throw new SetupError(`others may enter ${folder}`, `chmod 700 ${folder}`);
}

export function makeStateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  checkStateFolder(folder);
}
