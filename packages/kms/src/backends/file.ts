// The backend "file": keys are age identities on the same machine's disk, for laboratories and single machines.
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Sealed } from '@watertight/sealed';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { KeyBackend, RemoteKey } from './backend.ts';
import { BackendError } from '../errors/backend-error.ts';
import { bind, unbind } from './bound.ts';

const ENDING = '.key';
const OTHERS = 0o077;
const STORE = 'age';
const identityBytesMax = 8192;

export interface FileSettings {
  /** Holds identities as `age-keygen` writes them, `NAME.key`, each readable by its owner alone. */
  readonly folder: string;
}

interface Identity {
  readonly secret: Sealed;
  readonly recipient: string;
}

const SECRET_LINE = /^AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]+$/;

function unreadable(file: string, error: unknown): BackendError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new BackendError('revoked', `${file} is not there`);
  return new BackendError('unreachable', `cannot read ${file} (${code ?? 'error'})`);
}

/** Text of an identity file whose mode lets nobody else read it. */
function identityText(file: string): Sealed {
  let found;
  try {
    found = statSync(file);
    if ((found.mode & OTHERS) === 0 && found.size <= identityBytesMax) return new Sealed(readFileSync(file, 'utf8'));
  } catch (error) {
    throw unreadable(file, error);
  }
  const what = found.size > identityBytesMax ? `is longer than ${identityBytesMax} bytes` : 'may be read by others';
  throw new BackendError('settings', `${file} ${what}`);
}

async function readIdentity(file: string): Promise<Identity> {
  const secret = identityText(file).use((text) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => SECRET_LINE.test(line))
      .map((line) => new Sealed(line)),
  );
  const [first] = secret;
  if (first === undefined || secret.length > 1)
    throw new BackendError('settings', `${file} holds not one age identity`);
  try {
    return { secret: first, recipient: await first.use((line) => identityToRecipient(line)) };
  } catch {
    throw new BackendError('settings', `${file} holds no age identity`);
  }
}

/** Every wrap reads its identity again, so that a file taken away is a key revoked. */
export class FileBackend implements KeyBackend {
  readonly name = 'file';
  readonly #folder: string;

  constructor({ folder }: FileSettings) {
    this.#folder = folder;
  }

  /** The last by name. */
  async newest(): Promise<RemoteKey> {
    const names = this.#names();
    const name = names.at(-1);
    if (name === undefined) throw new BackendError('settings', `${this.#folder} holds no NAME${ENDING}`);
    const { recipient } = await readIdentity(this.#file(name));
    return { store: STORE, name, version: recipient, made: '' };
  }

  /** Makes an identity that comes after all others by name. */
  async create(): Promise<RemoteKey> {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    chmodSync(this.#folder, 0o700);
    const name = `key-${String(this.#names().length + 1).padStart(4, '0')}`;
    const secret = new Sealed(await generateX25519Identity());
    secret.use((text) => writeFileSync(this.#file(name), `${text}\n`, { mode: 0o600, flag: 'wx' }));
    return await this.newest();
  }

  async wrap(key: RemoteKey, plaintext: Sealed<Uint8Array>, additional: Uint8Array): Promise<Uint8Array> {
    await this.#identity(key);
    const encrypter = new Encrypter();
    encrypter.addRecipient(key.version);
    return await bind(plaintext, additional).use((bytes) => encrypter.encrypt(bytes));
  }

  async unwrap(key: RemoteKey, wrapped: Uint8Array, additional: Uint8Array): Promise<Sealed<Uint8Array>> {
    const { secret } = await this.#identity(key);
    const decrypter = new Decrypter();
    secret.use((text) => decrypter.addIdentity(text));
    let opened;
    try {
      opened = await decrypter.decrypt(wrapped);
    } catch {
      throw new BackendError('mismatch', 'the key was not wrapped with this identity');
    }
    return unbind(opened, additional);
  }

  async close(): Promise<void> {
    // Nothing is held open.
  }

  #file(name: string): string {
    return path.join(this.#folder, `${name}${ENDING}`);
  }

  #names(): string[] {
    try {
      const files = readdirSync(this.#folder).filter((file) => file.endsWith(ENDING));
      return files.map((file) => file.slice(0, -ENDING.length)).toSorted();
    } catch (error) {
      throw unreadable(this.#folder, error);
    }
  }

  /** Another identity under the same name is another key. */
  async #identity({ name, version }: RemoteKey): Promise<Identity> {
    const identity = await readIdentity(this.#file(name));
    if (identity.recipient === version) return identity;
    throw new BackendError('revoked', `${this.#file(name)} holds another identity than it did`);
  }
}
