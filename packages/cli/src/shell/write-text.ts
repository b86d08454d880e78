// Writes a text or bytes to standard output, or to a file that appears whole or not at all.
import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import path from 'node:path';
import type { FileHandle } from 'node:fs/promises';
import { open, realpath, rename, rm, stat } from 'node:fs/promises';
import { ExitCode, UserError } from './exit-code.ts';
import { finished, handlingSignals, started } from './interrupt.ts';

type Part = string | Uint8Array;
type Parts = Iterable<Part> | AsyncIterable<Part>;

/** A report tells an attacker where to go: nobody else may read a new file of ours. */
const NEW_FILE_MODE = 0o600;
const PERMISSIONS = 0o777;

export interface Replacing {
  /** False where a file that is there gets `mode` too. */
  readonly keepsMode: boolean;
  /** Whether it is on the disk when it is done, a loss of power notwithstanding. */
  readonly isDurable?: boolean;
}

/** Without a file to standard output; a reader that closes it early ends the writing without an error. `mode` is that of a new file. */
export async function writeText(
  parts: Parts,
  file?: string,
  mode = NEW_FILE_MODE,
  replacing: Replacing = { keepsMode: true },
): Promise<void> {
  if (file === undefined) return toStdout(parts);
  try {
    await handlingSignals(() => toFile(parts, file, mode, replacing));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // What could not be made is no fault of the file that it was for.
    if (code === undefined || error instanceof UserError) throw error;
    throw new UserError(`cannot write ${file} (${code})`, 'Check the folder and its permissions.', ExitCode.cannotRun);
  }
}

/** What has reached standard output before a signal stays, whole parts of the result each. */
async function toStdout(parts: Parts): Promise<void> {
  for await (const part of parts) {
    const isWritten = await handlingSignals(() => written(part));
    if (!isWritten) return;
  }
}

/** False when the stream takes no more. */
function written(part: Part): Promise<boolean> {
  return new Promise((resolve) => {
    process.stdout.write(part, (error) => resolve(error === null || error === undefined));
  });
}

/**
 * Writes beside the target and renames. A link keeps pointing where it does, a file keeps its permissions and, where we may, its
 * owner; what is no regular file (`/dev/stdout`, a FIFO) is written as it is.
 */
async function toFile(
  parts: Parts,
  file: string,
  mode: number,
  { keepsMode, isDurable = false }: Replacing,
): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found !== undefined && !found.isFile()) return writeAll(parts, await open(file, 'w'));
  const target = await realpath(file).catch(() => file);
  const unfinished = `${target}.${randomUUID()}.tmp`;
  started(unfinished);
  try {
    const handle = await open(unfinished, 'wx', mode);
    if (found !== undefined && keepsMode) await asBefore(handle, found);
    await writeAll(parts, handle, isDurable);
    await rename(unfinished, target);
    if (isDurable) await synced(path.dirname(target));
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  } finally {
    finished(unfinished);
  }
}

/** The owner first, since a change of owner may take permissions away. Only root may give a file away: others own what they write. */
async function asBefore(handle: FileHandle, { uid, gid, mode }: Stats): Promise<void> {
  await handle.chown(uid, gid).catch(() => undefined);
  await handle.chmod(mode & PERMISSIONS);
}

/** A name is on the disk when its folder is. */
async function synced(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeAll(parts: Parts, handle: FileHandle, isDurable = false): Promise<void> {
  try {
    for await (const part of parts) await handle.writeFile(part);
    if (isDurable) await handle.sync();
  } finally {
    await handle.close();
  }
}
