// Reads one file that is named: its bytes up to a limit, who may read it, and whether git keeps it.
import { open, realpath } from 'node:fs/promises';
import path from 'node:path';
import { GitError } from './git-error.ts';
import { GitRepository } from './git-blobs.ts';

/** A file that is named and cannot be read, and what to do. */
export class ConfigurationFileError extends Error {
  override readonly name = 'ConfigurationFileError';
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

export interface ConfigurationFile {
  /** At most one byte more than the limit, so that it shows when there is more. */
  readonly bytes: Buffer;
  /** Absent for what is no regular file: a FIFO, standard input. */
  readonly access?: {
    /** Permission bits. */
    readonly mode: number;
    /** User id of the owner. */
    readonly owner: number;
    /** Whether the file is in the index of a repository; undefined where git cannot be asked. */
    readonly isInGit: boolean | undefined;
  };
}

/** A FIFO or `-` is read until it ends. Throws `ConfigurationFileError` for what is not there, may not be read, or is a folder. */
export async function readConfigurationFile(file: string, bytesMax: number): Promise<ConfigurationFile> {
  if (file === '-') return { bytes: await bounded(process.stdin as AsyncIterable<Buffer>, bytesMax) };
  try {
    await using handle = await open(file, 'r');
    const found = await handle.stat();
    if (found.isDirectory())
      throw new ConfigurationFileError(`${file} is a folder`, 'Name the file; `watertight scan` reads folders.');
    const bytes = await bounded(handle.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>, bytesMax);
    if (!found.isFile()) return { bytes };
    const access = { mode: found.mode & 0o7777, owner: found.uid, isInGit: await isInGit(file) };
    return { bytes, access };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof ConfigurationFileError || code === undefined) throw error;
    throw new ConfigurationFileError(`cannot read ${file} (${code})`, 'Name a file that you may read.');
  }
}

async function bounded(parts: AsyncIterable<Buffer>, bytesMax: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const part of parts) {
    chunks.push(part);
    length += part.length;
    if (length > bytesMax) break;
  }
  return Buffer.concat(chunks).subarray(0, bytesMax + 1);
}

async function isInGit(file: string): Promise<boolean | undefined> {
  const { dir, base } = path.parse(await realpath(file));
  try {
    const repository = await GitRepository.open(dir);
    const indexed = await repository.filesNamed('staged', [base]);
    return indexed.some((blob) => blob.path === base);
  } catch (error) {
    if (error instanceof GitError) return error.isMissing ? undefined : false;
    throw error;
  }
}
