// The socket's file: takes the place of a dead plugin's, never of a live one's, in a folder that is ours alone.
import { lstatSync, mkdirSync, type Stats, unlinkSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { SetupError } from '../errors/setup-error.ts';

const OTHERS = 0o077;
const FOLDER = 0o700;
const PROBE_MS = 2000;

/** True when something answers there. A file that nobody listens on refuses at once. */
export async function isLive(file: string): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect(file);
  socket.setTimeout(PROBE_MS);
  socket.once('connect', () => resolve(true));
  // Whoever is too busy to answer is alive.
  socket.once('timeout', () => resolve(true));
  socket.once('error', ({ code }: NodeJS.ErrnoException) => resolve(code !== 'ECONNREFUSED' && code !== 'ENOENT'));
  const live = await promise;
  socket.destroy();
  return live;
}

function stat(file: string): Stats | undefined {
  return lstatSync(file, { throwIfNoEntry: false });
}

/** Makes the folder where it is missing; throws where it is not ours, or where others may enter. */
function claimFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: FOLDER });
  const found = stat(folder);
  const isOurs = found?.isDirectory() === true && found.uid === process.getuid?.();
  if (!isOurs) throw new SetupError(`${folder} is no folder of this user`, 'Give the socket a folder of its own.');
  if ((found.mode & OTHERS) !== 0) {
    throw new SetupError(`others may enter ${folder}`, `Whoever connects may decrypt: chmod 700 ${folder}.`);
  }
}

/** Prepares the place for a socket; throws a {@link SetupError} when another plugin has it. */
export async function claimSocketPath(file: string): Promise<void> {
  claimFolder(path.dirname(file));
  const found = stat(file);
  if (found === undefined) return;
  if (!found.isSocket()) throw new SetupError(`${file} is no socket`, 'Move it away, or give another path.');
  if (await isLive(file)) throw new SetupError(`another process listens on ${file}`, 'Stop it first.');
  unlinkSync(file);
}

/** Tells a socket's file from one that another process put in its place. */
export function socketIdentity(file: string): string | undefined {
  const found = stat(file);
  return found?.isSocket() === true ? `${found.dev}:${found.ino}` : undefined;
}
