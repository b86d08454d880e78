// A token by its library, in the process that calls it: every call may block for as long as the token likes.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Sealed } from '@watertight/sealed';
import pkcs11 from 'pkcs11js';
import { BackendError } from '../../errors/backend-error.ts';
import type { RemoteKey } from '../backend.ts';
import type { Pkcs11Settings } from './settings.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const keysMax = 64;
const outputBytesMax = 4096;
const kekBytes = 32;

/** The PIN was refused; trying it again may lock the token. */
export class PinError extends Error {
  override readonly name = 'PinError';
}

const PIN_CODES: ReadonlySet<number> = new Set([
  pkcs11.CKR_PIN_INCORRECT,
  pkcs11.CKR_PIN_LOCKED,
  pkcs11.CKR_PIN_EXPIRED,
  pkcs11.CKR_PIN_INVALID,
]);
/** Of PKCS #11 3.0; pkcs11js has the names of 2.40. */
const CKR_AEAD_DECRYPT_FAILED = 0x42;
const MISMATCH_CODES: ReadonlySet<number> = new Set([
  pkcs11.CKR_ENCRYPTED_DATA_INVALID,
  pkcs11.CKR_ENCRYPTED_DATA_LEN_RANGE,
  CKR_AEAD_DECRYPT_FAILED,
]);
/** What tokens answer to a wrong tag as well as to a fault of their own. SoftHSM2 is one of them. */
const UNCLEAR_CODES: ReadonlySet<number> = new Set([pkcs11.CKR_GENERAL_ERROR, pkcs11.CKR_FUNCTION_FAILED]);

const codeOf = (error: unknown): number => (error as { code?: unknown }).code as number;
const inHex = (code: number): string => `0x${code.toString(16)}`;

function failed(error: unknown): Error {
  if (error instanceof BackendError || error instanceof PinError) return error;
  const code = codeOf(error);
  if (PIN_CODES.has(code)) return new PinError(`the token refuses the PIN (${inHex(code)})`);
  return new BackendError('unreachable', `the token fails (${typeof code === 'number' ? inHex(code) : 'library'})`);
}

function parameter(nonce: Buffer, additional: Buffer): pkcs11.Mechanism {
  const type = pkcs11.CK_PARAMS_AES_GCM;
  const gcm: pkcs11.AesGCM = { type, iv: nonce, ivBits: NONCE_BYTES * 8, aad: additional, tagBits: TAG_BYTES * 8 };
  return { mechanism: pkcs11.CKM_AES_GCM, parameter: gcm };
}

export class Token {
  readonly #settings: Pkcs11Settings;
  readonly #library: pkcs11.PKCS11;
  readonly #session: pkcs11.Handle;
  readonly #serial: string;

  /** Opens a session and logs in. Throws a BackendError or a {@link PinError}. */
  constructor(settings: Pkcs11Settings) {
    this.#settings = settings;
    this.#library = new pkcs11.PKCS11();
    try {
      this.#library.load(settings.module);
    } catch {
      throw new BackendError('settings', 'the library of the token cannot be loaded');
    }
    try {
      this.#library.C_Initialize();
      const { slot, serial } = this.#find();
      this.#serial = serial;
      this.#session = this.#library.C_OpenSession(slot, pkcs11.CKF_SERIAL_SESSION);
      this.#pin().use((pin) => this.#library.C_Login(this.#session, pkcs11.CKU_USER, pin));
    } catch (error) {
      throw failed(error);
    }
  }

  #find(): { slot: pkcs11.Handle; serial: string } {
    for (const slot of this.#library.C_GetSlotList(true)) {
      const { label, serialNumber } = this.#library.C_GetTokenInfo(slot);
      if (label.trim() === this.#settings.tokenLabel) return { slot, serial: serialNumber.trim() };
    }
    throw new BackendError('unreachable', 'no token with this label is plugged in');
  }

  #pin(): Sealed {
    const { pinFile } = this.#settings;
    try {
      return new Sealed(readFileSync(pinFile, 'utf8').trim());
    } catch (error) {
      throw new BackendError(
        'settings',
        `cannot read ${pinFile} (${(error as NodeJS.ErrnoException).code ?? 'error'})`,
      );
    }
  }

  newest(): RemoteKey {
    try {
      const found = this.#keys({ label: this.#settings.keyLabel });
      const ids = found.map((key) => ({ key, id: this.#attribute(key, pkcs11.CKA_ID).toString('hex') }));
      const newest = ids.toSorted((a, b) => a.id.length - b.id.length || (a.id < b.id ? -1 : 1)).at(-1);
      if (newest === undefined) throw new BackendError('settings', 'the token holds no AES key with this label');
      if (newest.id === '') throw new BackendError('settings', 'the key has no CKA_ID to tell it from its successors');
      if (this.#attribute(newest.key, pkcs11.CKA_EXTRACTABLE)[0] === 1) {
        throw new BackendError('settings', 'the key may be taken out of the token (CKA_EXTRACTABLE)');
      }
      const made = this.#checkValue(newest.key);
      return { store: this.#serial, name: this.#settings.keyLabel, version: newest.id, made };
    } catch (error) {
      throw failed(error);
    }
  }

  /** `nonce ‖ ciphertext ‖ tag`. */
  wrap(key: RemoteKey, plaintext: Buffer, additional: Buffer): Buffer {
    try {
      const handle = this.#key(key);
      if (this.#checkValue(handle) !== key.made) throw new BackendError('revoked', 'another key has taken its name');
      return this.#encrypt(handle, plaintext, additional);
    } catch (error) {
      throw failed(error);
    }
  }

  unwrap(key: RemoteKey, wrapped: Buffer, additional: Buffer): Buffer {
    if (wrapped.length <= NONCE_BYTES + TAG_BYTES) throw new BackendError('mismatch', 'this is too short for a wrap');
    try {
      const handle = this.#key(key);
      return this.#decrypt(handle, wrapped, additional);
    } catch (error) {
      throw failed(error);
    }
  }

  #encrypt(handle: pkcs11.Handle, plaintext: Buffer, additional: Buffer): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    this.#library.C_EncryptInit(this.#session, parameter(nonce, additional), handle);
    const sealed = this.#library.C_Encrypt(this.#session, plaintext, Buffer.alloc(plaintext.length + outputBytesMax));
    return Buffer.concat([nonce, sealed]);
  }

  #decrypt(handle: pkcs11.Handle, wrapped: Buffer, additional: Buffer): Buffer {
    try {
      return this.#open(handle, wrapped, additional);
    } catch (error) {
      const code = codeOf(error);
      const isMismatch = MISMATCH_CODES.has(code) || (UNCLEAR_CODES.has(code) && this.#works(handle));
      if (isMismatch) throw new BackendError('mismatch', 'the key was not wrapped with this key and key_id');
      throw error;
    }
  }

  #open(handle: pkcs11.Handle, wrapped: Buffer, additional: Buffer): Buffer {
    this.#library.C_DecryptInit(this.#session, parameter(wrapped.subarray(0, NONCE_BYTES), additional), handle);
    const room = Buffer.alloc(wrapped.length + outputBytesMax);
    return Buffer.from(this.#library.C_Decrypt(this.#session, wrapped.subarray(NONCE_BYTES), room));
  }

  /** Whether the token can use the key at all: then it was the bytes, not the token. */
  #works(handle: pkcs11.Handle): boolean {
    const own = Buffer.from('watertight');
    return this.#open(handle, this.#encrypt(handle, own, own), own).equals(own);
  }

  #key({ name, version }: RemoteKey): pkcs11.Handle {
    const [found, second] = this.#keys({ label: name, id: version });
    if (found === undefined) throw new BackendError('revoked', 'the key is not in the token');
    if (second !== undefined) throw new BackendError('settings', 'two keys have this label and this CKA_ID');
    return found;
  }

  #keys({ label, id }: { label: string; id?: string }): pkcs11.Handle[] {
    const template: pkcs11.Template = [
      { type: pkcs11.CKA_CLASS, value: pkcs11.CKO_SECRET_KEY },
      { type: pkcs11.CKA_KEY_TYPE, value: pkcs11.CKK_AES },
      { type: pkcs11.CKA_LABEL, value: label },
      ...(id === undefined ? [] : [{ type: pkcs11.CKA_ID, value: Buffer.from(id, 'hex') }]),
    ];
    this.#library.C_FindObjectsInit(this.#session, template);
    try {
      const found = this.#library.C_FindObjects(this.#session, keysMax);
      return found.filter((key) => this.#attribute(key, pkcs11.CKA_VALUE_LEN).readUInt8() === kekBytes);
    } finally {
      this.#library.C_FindObjectsFinal(this.#session);
    }
  }

  #attribute(key: pkcs11.Handle, type: number): Buffer {
    const [found] = this.#library.C_GetAttributeValue(this.#session, key, [{ type }]);
    return Buffer.isBuffer(found?.value) ? found.value : Buffer.alloc(0);
  }

  /** Three bytes that tell a key from another; empty where the token keeps none. */
  #checkValue(key: pkcs11.Handle): string {
    try {
      return this.#attribute(key, pkcs11.CKA_CHECK_VALUE).toString('hex');
    } catch {
      return '';
    }
  }
}
