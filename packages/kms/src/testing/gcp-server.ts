// A strict server of our own that speaks Google Cloud KMS's REST protocol, for tests: shapes from its API reference, not Google's code.
import { createCipheriv, createDecipheriv, createVerify, generateKeyPairSync, randomBytes } from 'node:crypto';
import { crc32c } from '../transport/crc32c.ts';
import { type HttpAnswer, type HttpQuestion, HttpRefusal, HttpStore } from './http-store.ts';

/** https://docs.cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys.cryptoKeyVersions#CryptoKeyVersionState */
export type VersionState = 'ENABLED' | 'DISABLED' | 'DESTROY_SCHEDULED' | 'DESTROYED';

interface Version {
  readonly name: string;
  readonly secret: Buffer;
  readonly made: string;
  state: VersionState;
}

/** Numbers of `VersionState` and of the purpose, which the SDK asks for instead of names. */
const STATES = { ENABLED: 1, DISABLED: 2, DESTROYED: 3, DESTROY_SCHEDULED: 4 };
const PURPOSES = { ENCRYPT_DECRYPT: 1, ASYMMETRIC_SIGN: 5 };
const HTTP = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  UNAVAILABLE: 503,
};

type Body = Readonly<Record<string, unknown>>;

/** https://google.aip.dev/193: the shape of every error. */
function refused(status: keyof typeof HTTP, message = 'no'): HttpRefusal {
  return new HttpRefusal({ status: HTTP[status], body: { error: { code: HTTP[status], status, message } } });
}

function onlyFields(body: Body, fields: readonly string[]): void {
  const unknown = Object.keys(body).find((field) => !fields.includes(field));
  if (unknown !== undefined) throw refused('INVALID_ARGUMENT', `Unknown name "${unknown}"`);
}

/** Bytes of a field and its sum, which a client of ours must always send. */
function checkedBytes(body: Body, field: string): Buffer {
  const sent = body[field] ?? '';
  if (typeof sent !== 'string') throw refused('INVALID_ARGUMENT', 'bytes are text in base64');
  const value = Buffer.from(sent, 'base64');
  if (body[`${field}Crc32c`] !== String(crc32c(value))) throw refused('INVALID_ARGUMENT', 'the checksum differs');
  return value;
}

const KEY = 'projects/test-project/locations/eu-test1/keyRings/ring/cryptoKeys/kms';
const VERSION_BYTES = 4;

export class GcpServer {
  readonly key = KEY;
  readonly #account = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly #versions: Version[] = [];
  readonly #store: { http?: HttpStore } = {};
  purpose: keyof typeof PURPOSES = 'ENCRYPT_DECRYPT';
  /** Refuses everyone, as a policy does. */
  denies = false;
  /** Answers nothing but this. */
  broken: HttpAnswer | undefined;
  /** Spoils answers as a faulty wire would. */
  spoil: ((answer: Record<string, unknown>) => void) | undefined;
  /** Methods and paths asked for, with their signatures checked. */
  readonly asked: string[] = [];

  static async start(): Promise<GcpServer> {
    const server = new GcpServer();
    server.#store.http = await HttpStore.start((question) => server.#answer(question));
    return server;
  }

  get http(): HttpStore {
    if (this.#store.http === undefined) throw new Error('it was not started');
    return this.#store.http;
  }

  /** A service account's key file: https://docs.cloud.google.com/iam/docs/keys-create-delete#creating */
  credentials(): Record<string, string> {
    const key = this.#account.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    return {
      type: 'service_account',
      project_id: 'test-project',
      private_key_id: '0123',
      private_key: key,
      client_email: 'kms@test-project.iam.gserviceaccount.com',
      token_uri: `${this.http.endpoint}/token`,
    };
  }

  makeVersion(): void {
    const number = this.#versions.length + 1;
    const made = `2026-01-0${number}T00:00:00Z`;
    const name = `${KEY}/cryptoKeyVersions/${number}`;
    this.#versions.push({ name, secret: randomBytes(32), made, state: 'ENABLED' });
  }

  setState(version: string, state: VersionState): void {
    const found = this.#versions.find(({ name }) => name === `${KEY}/cryptoKeyVersions/${version}`);
    if (found === undefined) throw new Error(`there is no version ${version}`);
    found.state = state;
  }

  #answer(question: HttpQuestion): HttpAnswer {
    const { method, url, headers } = question;
    this.asked.push(`${method} ${url.pathname}`);
    this.#authenticate(headers.authorization ?? '');
    if (this.broken !== undefined) return this.broken;
    if (this.denies) throw refused('PERMISSION_DENIED');
    if (method === 'GET') return this.#spoilt(this.#describe(url.pathname));
    const [, resource = '', verb = ''] = /^\/v1\/(.*):(encrypt|decrypt)$/.exec(url.pathname) ?? [];
    if (method !== 'POST' || headers['content-type'] !== 'application/json' || verb === '') throw refused('NOT_FOUND');
    const body = JSON.parse(question.text) as Body;
    return this.#spoilt(verb === 'encrypt' ? this.#encrypt(resource, body) : this.#decrypt(resource, body));
  }

  #spoilt(body: Record<string, unknown>): HttpAnswer {
    this.spoil?.(body);
    return { status: 200, body };
  }

  /** A token that the account signed for itself: https://google.aip.dev/auth/4111 */
  #authenticate(header: string): void {
    const [, head = '', claims = '', signature = ''] = /^Bearer ([^.]+)\.([^.]+)\.([^.]+)$/.exec(header) ?? [];
    const {
      scope,
      iss,
      sub,
      exp = 0,
    } = JSON.parse(Buffer.from(claims, 'base64url').toString() || '{}') as {
      [claim: string]: unknown;
      exp?: number;
    };
    const isSigned = createVerify('RSA-SHA256')
      .update(`${head}.${claims}`)
      .verify(this.#account.publicKey, signature, 'base64url');
    const isOurs = iss === 'kms@test-project.iam.gserviceaccount.com' && sub === iss && exp > 0;
    const isScoped = String(scope).split(' ').includes('https://www.googleapis.com/auth/cloudkms');
    if (!isSigned || !isOurs || !isScoped) throw refused('UNAUTHENTICATED');
  }

  #version(resource: string): Version {
    const found = this.#versions.find(({ name }) => name === resource);
    if (found === undefined) throw refused('NOT_FOUND');
    return found;
  }

  #describe(path: string): Record<string, unknown> {
    if (path !== `/v1/${KEY}`) throw refused('NOT_FOUND');
    const primary = this.#versions.at(-1);
    const shown = primary && { name: primary.name, state: STATES[primary.state], createTime: primary.made };
    return { name: KEY, purpose: PURPOSES[this.purpose], ...(shown === undefined ? {} : { primary: shown }) };
  }

  #usable(version: Version): Version {
    if (version.state !== 'ENABLED')
      throw refused('FAILED_PRECONDITION', `${version.name} is not enabled, current state is: ${version.state}.`);
    return version;
  }

  #encrypt(resource: string, body: Body): Record<string, unknown> {
    onlyFields(body, [
      'plaintext',
      'plaintextCrc32c',
      'additionalAuthenticatedData',
      'additionalAuthenticatedDataCrc32c',
    ]);
    const number =
      resource === KEY ? this.#versions.length : this.#versions.findIndex(({ name }) => name === resource) + 1;
    const { name, secret } = this.#usable(this.#version(`${KEY}/cryptoKeyVersions/${number}`));
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(
      checkedBytes(body, 'additionalAuthenticatedData'),
    );
    const sealed = Buffer.concat([cipher.update(checkedBytes(body, 'plaintext')), cipher.final(), cipher.getAuthTag()]);
    const which = Buffer.alloc(VERSION_BYTES);
    which.writeUInt32BE(number);
    const ciphertext = Buffer.concat([which, nonce, sealed]);
    return {
      name,
      ciphertext: ciphertext.toString('base64'),
      ciphertextCrc32c: String(crc32c(ciphertext)),
      verifiedPlaintextCrc32c: true,
      verifiedAdditionalAuthenticatedDataCrc32c: true,
      protectionLevel: 1,
    };
  }

  /** Only by the key's name; the ciphertext says which version, as Google's does. */
  #decrypt(resource: string, body: Body): Record<string, unknown> {
    onlyFields(body, [
      'ciphertext',
      'ciphertextCrc32c',
      'additionalAuthenticatedData',
      'additionalAuthenticatedDataCrc32c',
    ]);
    if (resource !== KEY) throw refused('NOT_FOUND');
    const blob = checkedBytes(body, 'ciphertext');
    const additional = checkedBytes(body, 'additionalAuthenticatedData');
    const version = blob.length > VERSION_BYTES + 28 ? this.#versions[blob.readUInt32BE() - 1] : undefined;
    if (version === undefined) throw refused('INVALID_ARGUMENT', 'Decryption failed');
    const { secret } = this.#usable(version);
    const rest = blob.subarray(VERSION_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', secret, rest.subarray(0, 12)).setAAD(additional);
    decipher.setAuthTag(rest.subarray(-16));
    try {
      const plaintext = Buffer.concat([decipher.update(rest.subarray(12, -16)), decipher.final()]);
      const usedPrimary = version === this.#versions.at(-1);
      return {
        plaintext: plaintext.toString('base64'),
        plaintextCrc32c: String(crc32c(plaintext)),
        usedPrimary,
        protectionLevel: 1,
      };
    } catch {
      throw refused(
        'INVALID_ARGUMENT',
        'Decryption failed: verify that the ciphertext and additional data are correct.',
      );
    }
  }
}
