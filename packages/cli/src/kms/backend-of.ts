// Opens the backend that the options name, and gives the plugin's errors the two lines of every error.
import {
  AuditError,
  BackendError,
  type BackendErrorKind,
  BACKENDS,
  type KeyBackend,
  openBackend,
  SetupError,
} from '@watertight/kms';
import { TOKEN_VERB } from './token-verb.ts';
import { ExitCode, UserError } from '../shell/exit-code.ts';
import { readDocument } from '../shell/read-document.ts';

const LIMITS = {
  charactersMax: 100_000,
  hint: 'Name a file that can be read.',
  tooLongHint: 'Name another file.',
};

export interface KmsOptions {
  readonly backend: string;
  readonly settings?: string;
  readonly state: string;
}

const HINTS: Readonly<Record<BackendErrorKind, string>> = {
  unreachable: 'See that the key store runs, and that this host reaches it.',
  revoked: 'See whether the key is deleted, disabled or no longer allowed to this identity.',
  mismatch: 'See whether another key has taken the place of this one.',
  settings: 'Correct the settings of the backend.',
};

/** A YAML or JSON file as plain data; throws a UserError. */
export async function readSettings(file: string): Promise<unknown> {
  return (await readDocument(file, LIMITS)).value;
}

/** This program again, as the process that calls a token's library. */
function tokenCommand(): readonly [string, ...string[]] {
  return [process.execPath, ...process.execArgv, process.argv[1] ?? '', TOKEN_VERB];
}

export async function kmsBackend({ backend, settings, state }: KmsOptions): Promise<KeyBackend> {
  const name = BACKENDS.find((one) => one === backend);
  if (name === undefined) throw new UserError(`there is no backend ${backend}`, `Name one of ${BACKENDS.join(', ')}.`);
  return await openBackend(name, settings === undefined ? {} : await readSettings(settings), {
    stateFolder: state,
    tokenCommand: tokenCommand(),
  });
}

/** Runs what may fail in ways that the user can mend. */
export async function mended<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SetupError) throw new UserError(error.message, error.hint);
    if (error instanceof AuditError) {
      throw new UserError(error.message, 'Without its audit log the plugin answers nothing.', ExitCode.cannotRun);
    }
    if (error instanceof BackendError) throw new UserError(error.message, HINTS[error.kind], ExitCode.cannotRun);
    throw error;
  }
}
