// A strict server of our own that speaks Azure Key Vault's REST protocol, for tests: shapes from its API reference, not Azure's code.
import {
  constants,
  createCipheriv,
  createDecipheriv,
  generateKeyPairSync,
  type KeyObject,
  privateDecrypt,
  privateEncrypt,
  publicEncrypt,
  randomBytes,
} from 'node:crypto';
import { type HttpAnswer, type HttpQuestion, HttpRefusal, HttpStore } from './http-store.ts';
import { pssEncoded } from './pss-encoding.ts';
import type { SelfSigned } from './self-signed.ts';

/** The SDK sends its token to no host but one below the one that the challenge names. */
export const VAULT_HOST = 'watertight-test.vault.azure.net';

type Body = Readonly<Record<string, unknown>>;

interface Attributes {
  enabled: boolean;
  /** Seconds since 1970, as all times here. */
  exp?: number;
  nbf?: number;
}

interface Version {
  readonly id: string;
  readonly kty: 'RSA' | 'oct-HSM' | 'EC';
  readonly pair: { readonly publicKey: KeyObject; readonly privateKey: KeyObject } | undefined;
  readonly secret: Buffer;
  readonly made: number;
  readonly attributes: Attributes;
  operations: readonly string[];
}

const OPERATIONS = {
  RSA: ['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey'],
  'oct-HSM': ['encrypt', 'decrypt', 'wrapKey', 'unwrapKey'],
  EC: ['sign', 'verify'],
};
/** 2026-01-01: when keys are made, and the time that it always is here. */
const NEW = 1_767_225_600;
const ALGORITHMS: Readonly<Record<string, string>> = {
  wrapkey: 'RSA-OAEP-256',
  unwrapkey: 'RSA-OAEP-256',
  sign: 'PS256',
  encrypt: 'A256GCM',
  decrypt: 'A256GCM',
};

/** https://learn.microsoft.com/azure/key-vault/general/rest-error-codes */
function refused(status: number, code: string, inner?: string): HttpRefusal {
  const more = inner === undefined ? {} : { innererror: { code: inner } };
  return new HttpRefusal({ status, body: { error: { code, message: 'no', ...more } } });
}

function bytesOf(body: Body, field: string): Buffer {
  const value = body[field];
  if (typeof value !== 'string' || !/^[A-Za-z0-9_-]+$/.test(value)) throw refused(400, 'BadParameter');
  return Buffer.from(value, 'base64url');
}

const text = (bytes: Buffer): string => bytes.toString('base64url');

export class AzureServer {
  readonly #versions: Version[] = [];
  readonly #store: { http?: HttpStore } = {};
  /** Tokens that the vault takes. */
  readonly #tokens: ReadonlySet<string>;
  /** Refuses everyone, as a policy does. */
  denies = false;
  /** Deleted, and recoverable: it is as if there were none. */
  deleted = false;
  /** Answers nothing but this. */
  broken: HttpAnswer | undefined;
  readonly asked: string[] = [];

  private constructor(tokens: ReadonlySet<string>) {
    this.#tokens = tokens;
  }

  static async start(tls: SelfSigned, tokens: ReadonlySet<string>): Promise<AzureServer> {
    const server = new AzureServer(tokens);
    server.#store.http = await HttpStore.start((question) => server.#answer(question), tls);
    return server;
  }

  get vault(): string {
    return this.http.at(VAULT_HOST);
  }

  get http(): HttpStore {
    if (this.#store.http === undefined) throw new Error('it was not started');
    return this.#store.http;
  }

  makeVersion(kty: Version['kty'] = 'RSA'): void {
    const pair = kty === 'RSA' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : undefined;
    const id = randomBytes(16).toString('hex');
    const made = NEW + this.#versions.length;
    const attributes = { enabled: true };
    this.#versions.push({ id, kty, pair, secret: randomBytes(32), made, attributes, operations: OPERATIONS[kty] });
  }

  #find(id: string): Version {
    const found = this.#versions.find((version) => version.id === id);
    if (found === undefined) throw refused(404, 'KeyNotFound');
    return found;
  }

  change(id: string, attributes: Partial<Attributes>): void {
    Object.assign(this.#find(id).attributes, attributes);
  }

  allow(id: string, operations: readonly string[]): void {
    this.#find(id).operations = operations;
  }

  publicKey(id: string): KeyObject {
    const { pair } = this.#find(id);
    if (pair === undefined) throw new Error('a key without a public half');
    return pair.publicKey;
  }

  #answer(question: HttpQuestion): HttpAnswer {
    const { method, url, headers } = question;
    this.asked.push(`${method} ${url.pathname}`);
    if (url.searchParams.get('api-version') !== '2025-07-01') throw refused(400, 'BadParameter');
    this.#authenticate(question);
    if (this.broken !== undefined) return this.broken;
    if (this.denies) throw refused(403, 'Forbidden', 'ForbiddenByRbac');
    const [, name, id = '', verb = ''] = /^\/keys\/([^/]+)(?:\/([^/]*))?(?:\/([a-z]+))?$/.exec(url.pathname) ?? [];
    if (name !== 'kms' || this.deleted) throw refused(404, 'KeyNotFound');
    const version = id === '' ? this.#versions.at(-1) : this.#find(id);
    if (version === undefined) throw refused(404, 'KeyNotFound');
    // https://learn.microsoft.com/azure/key-vault/keys/about-keys-details#key-operations: not even read.
    if (method === 'GET' && verb === '') return { status: 200, body: this.#bundle(version) };
    if (method !== 'POST' || headers['content-type'] !== 'application/json') throw refused(400, 'BadParameter');
    return { status: 200, body: this.#use(version, verb, JSON.parse(question.text) as Body) };
  }

  /** https://learn.microsoft.com/azure/key-vault/general/authentication-requests-and-responses */
  #authenticate({ headers, text: sent }: HttpQuestion): void {
    const [, token = ''] = /^Bearer (.+)$/.exec(headers.authorization ?? '') ?? [];
    if (this.#tokens.has(token)) return;
    if (token === '' && sent !== '') throw refused(400, 'a body was sent to whoever answers');
    const where = 'authorization="https://login.example/00000000-0000-4000-8000-000000000001"';
    const challenge = `Bearer ${where}, resource="https://vault.azure.net"`;
    const body = { error: { code: 'Unauthorized', message: 'no' } };
    throw new HttpRefusal({ status: 401, headers: { 'www-authenticate': challenge }, body });
  }

  #bundle({ id, kty, pair, made, attributes, operations }: Version): Body {
    const jwk = pair === undefined ? {} : pair.publicKey.export({ format: 'jwk' });
    const kid = `${this.vault}/keys/kms/${id}`;
    return {
      key: { ...jwk, kid, kty, key_ops: operations },
      attributes: { ...attributes, created: made, updated: made, recoveryLevel: 'Recoverable' },
    };
  }

  /** With a key that has expired, or is not valid yet, Azure still unwraps and decrypts. */
  #check({ attributes, operations }: Version, verb: string): void {
    const { enabled, exp = Infinity, nbf = 0 } = attributes;
    if (!enabled) throw refused(403, 'Forbidden', 'KeyDisabled');
    const isReading = verb === 'unwrapkey' || verb === 'decrypt';
    if (!isReading && exp <= NEW) throw refused(403, 'Forbidden', 'KeyExpired');
    if (!isReading && nbf > NEW) throw refused(403, 'Forbidden', 'KeyNotYetValid');
    if (!operations.some((operation) => operation.toLowerCase() === verb)) throw refused(403, 'Forbidden');
  }

  #use(version: Version, verb: string, body: Body): Body {
    if (body['alg'] !== ALGORITHMS[verb]) throw refused(400, 'BadParameter');
    this.#check(version, verb);
    const kid = `${this.vault}/keys/kms/${version.id}`;
    const { pair } = version;
    if (verb === 'encrypt' || verb === 'decrypt') {
      if (version.kty !== 'oct-HSM') throw refused(400, 'BadParameter');
      return { kid, alg: 'A256GCM', ...(verb === 'encrypt' ? encrypted(version, body) : decrypted(version, body)) };
    }
    if (pair === undefined) throw refused(400, 'BadParameter');
    return { kid, value: text(this.#byRsa(pair, verb, bytesOf(body, 'value'))) };
  }

  #byRsa({ publicKey, privateKey }: NonNullable<Version['pair']>, verb: string, value: Buffer): Buffer {
    const oaep = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };
    switch (verb) {
      case 'wrapkey':
        return publicEncrypt({ key: publicKey, ...oaep }, value);
      case 'sign':
        if (value.length !== 32) throw refused(400, 'BadParameter');
        return privateEncrypt({ key: privateKey, padding: constants.RSA_NO_PADDING }, pssEncoded(value, 2048));
      default:
        try {
          return privateDecrypt({ key: privateKey, ...oaep }, value);
        } catch {
          throw refused(400, 'BadParameter');
        }
    }
  }
}

function encrypted({ secret }: Version, body: Body): Body {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', secret, iv).setAAD(bytesOf(body, 'aad'));
  const value = Buffer.concat([cipher.update(bytesOf(body, 'value')), cipher.final()]);
  return { value: text(value), iv: text(iv), tag: text(cipher.getAuthTag()), aad: body['aad'] };
}

function decrypted({ secret }: Version, body: Body): Body {
  const additional = typeof body['aad'] === 'string' ? Buffer.from(body['aad'], 'base64url') : Buffer.alloc(0);
  const decipher = createDecipheriv('aes-256-gcm', secret, bytesOf(body, 'iv')).setAAD(additional);
  decipher.setAuthTag(bytesOf(body, 'tag'));
  try {
    return { value: text(Buffer.concat([decipher.update(bytesOf(body, 'value')), decipher.final()])) };
  } catch {
    throw refused(400, 'BadParameter');
  }
}
