// Reads a file that an option or argument names.
import { readFile } from 'node:fs/promises';
import { UserError } from './exit-code.ts';

/** `hint`: what to do where it cannot be read. Throws a UserError then. */
export async function readNamed(file: string, hint: string): Promise<Buffer> {
  return await readFile(file).catch((error: unknown) => {
    throw cannotRead(file, error, hint);
  });
}

/** The same as text. */
export async function readNamedText(file: string, hint: string): Promise<string> {
  return await readFile(file, 'utf8').catch((error: unknown) => {
    throw cannotRead(file, error, hint);
  });
}

/** Whether it is not there, may not be read or is a folder is said by the system's code. */
export function cannotRead(file: string, error: unknown, hint: string): UserError {
  return new UserError(`cannot read ${file} (${(error as NodeJS.ErrnoException).code ?? 'error'})`, hint);
}
