// A SoftHSM2 token in a folder of its own, with keys that tests make, take away and give back.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type * as Pkcs11 from 'pkcs11js';
import type { RemoteKey } from '../backends/backend.ts';
import type { Pkcs11Settings } from '../backends/pkcs11/settings.ts';

const MODULES = [
  '/usr/lib/softhsm/libsofthsm2.so',
  '/usr/lib64/softhsm/libsofthsm.so',
  '/usr/local/lib/softhsm/libsofthsm2.so',
];
const MODULE = MODULES.find((file) => existsSync(file));

function pkcs11(): typeof Pkcs11 | undefined {
  try {
    return createRequire(import.meta.url)('pkcs11js') as typeof Pkcs11;
  } catch {
    return undefined;
  }
}

/** For `describe.skipIf(!hasSoftToken)('… (needs softhsm2)', …)`: the token, and pkcs11js as CI builds it. */
export const hasSoftToken = MODULE !== undefined && pkcs11() !== undefined;

export const PIN = 'marked-pin-1234';
const KEY = 'kms';

export class SoftToken {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'watertight-token-'));
  readonly settings: Pkcs11Settings;
  readonly #library: typeof Pkcs11;
  readonly #token: Pkcs11.PKCS11;
  readonly #session: Pkcs11.Handle;
  #keys = 0;

  constructor() {
    const library = pkcs11();
    if (MODULE === undefined || library === undefined) throw new Error('softhsm2 or pkcs11js is not there');
    this.#library = library;
    mkdirSync(path.join(this.folder, 'tokens'));
    const configuration = path.join(this.folder, 'softhsm2.conf');
    writeFileSync(configuration, `directories.tokendir = ${path.join(this.folder, 'tokens')}\nlog.level = ERROR\n`);
    process.env['SOFTHSM2_CONF'] = configuration;
    const made = spawnSync('softhsm2-util', [
      '--init-token',
      '--free',
      '--label',
      'test',
      '--pin',
      PIN,
      '--so-pin',
      PIN,
    ]);
    if (made.status !== 0) throw new Error(`softhsm2-util: ${made.stderr.toString()}`);
    const pinFile = path.join(this.folder, 'pin');
    writeFileSync(pinFile, `${PIN}\n`, { mode: 0o600 });
    this.settings = { module: MODULE, tokenLabel: 'test', keyLabel: KEY, pinFile };
    this.#token = new library.PKCS11();
    this.#token.load(MODULE);
    this.#token.C_Initialize();
    const slot = this.#token.C_GetSlotList(true).find((one) => this.#token.C_GetTokenInfo(one).label.trim() === 'test');
    if (slot === undefined) throw new Error('the token is not there');
    this.#session = this.#token.C_OpenSession(slot, library.CKF_SERIAL_SESSION | library.CKF_RW_SESSION);
    this.#token.C_Login(this.#session, library.CKU_USER, PIN);
  }

  /** Makes the next key; its CKA_ID is the largest. */
  makeKey(more: { label?: string; extractable?: boolean; bytes?: number } = {}): void {
    const { label = KEY, extractable = false, bytes = 32 } = more;
    const library = this.#library;
    this.#keys += 1;
    const template: Pkcs11.Template = [
      { type: library.CKA_CLASS, value: library.CKO_SECRET_KEY },
      { type: library.CKA_KEY_TYPE, value: library.CKK_AES },
      { type: library.CKA_LABEL, value: label },
      { type: library.CKA_ID, value: Buffer.from([0, this.#keys]) },
      { type: library.CKA_VALUE_LEN, value: bytes },
      { type: library.CKA_TOKEN, value: true },
      { type: library.CKA_ENCRYPT, value: true },
      { type: library.CKA_DECRYPT, value: true },
      { type: library.CKA_SENSITIVE, value: true },
      { type: library.CKA_EXTRACTABLE, value: extractable },
    ];
    this.#token.C_GenerateKey(this.#session, { mechanism: library.CKM_AES_KEY_GEN }, template);
  }

  /** Gives a key another label, under which nobody looks for it; or its own again. */
  rename({ version }: RemoteKey, label: string): void {
    const library = this.#library;
    this.#token.C_FindObjectsInit(this.#session, [{ type: library.CKA_ID, value: Buffer.from(version, 'hex') }]);
    const [found] = this.#token.C_FindObjects(this.#session, 1);
    this.#token.C_FindObjectsFinal(this.#session);
    if (found === undefined) throw new Error('the key is not there');
    this.#token.C_SetAttributeValue(this.#session, found, [{ type: library.CKA_LABEL, value: label }]);
  }

  close(): void {
    this.#token.C_Finalize();
    rmSync(this.folder, { recursive: true });
  }
}
