// The backend "vault": keys of the transit engine of Vault or OpenBao, which wraps them and never shows them.
import { Sealed } from '@watertight/sealed';
import { type HttpAnswer, HttpsJson } from '../../transport/https-json.ts';
import type { KeyBackend, RemoteKey } from '../backend.ts';
import { BackendError } from '../../errors/backend-error.ts';
import { VaultSession } from './session.ts';
import type { VaultSettings } from './settings.ts';

/** Types that bind additional data: https://developer.hashicorp.com/vault/api-docs/secret/transit#associated_data */
const BINDING_TYPES: ReadonlySet<unknown> = new Set(['aes128-gcm96', 'aes256-gcm96', 'chacha20-poly1305']);
const PREFIX = /^vault:v(\d+):/;
const FORM = /^vault:v\d+:[A-Za-z0-9+/=]+$/;

/** The part of a transit key's description that matters here. */
interface KeyDescription {
  readonly latest: number;
  /** When each version was made, Unix time. */
  readonly made: Readonly<Record<string, unknown>>;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Why a call was refused, from the words of transit; the words themselves go no further. */
function refusal({ status, body }: HttpAnswer): BackendError {
  const words = body.use(({ errors }) => (Array.isArray(errors) ? errors.join('\n') : ''));
  if (status === 400 && /message authentication failed|invalid ciphertext/i.test(words)) {
    return new BackendError('mismatch', 'the key was not wrapped with this key and key_id');
  }
  if (status === 400 && /disallowed by policy|too old/i.test(words)) {
    return new BackendError('revoked', 'this version of the key may no longer be used');
  }
  if (status === 404 || /not found/i.test(words)) return new BackendError('revoked', 'the key is not there');
  if (status === 403) return new BackendError('revoked', 'this identity may not use the key');
  return new BackendError('revoked', `the key store refuses the key (${status})`);
}

function describe(answer: HttpAnswer): KeyDescription {
  if (answer.status !== 200) throw refusal(answer);
  const data = answer.body.use((body) => (body['data'] ?? {}) as Readonly<Record<string, unknown>>);
  if (!BINDING_TYPES.has(data['type']) || data['derived'] === true) {
    throw new BackendError('settings', 'the key is derived, or of a type that binds no additional data');
  }
  const { latest_version: latest, keys } = data;
  if (typeof latest !== 'number' || typeof keys !== 'object' || keys === null) {
    throw new BackendError('unreachable', 'the key store describes the key in another form');
  }
  return { latest, made: keys as Readonly<Record<string, unknown>> };
}

export class VaultBackend implements KeyBackend {
  readonly name = 'vault';
  readonly #settings: VaultSettings;
  readonly #http: HttpsJson;
  readonly #session: VaultSession;

  /** Throws a `settings` error. `now` is a clock that never goes back, in milliseconds. */
  constructor(settings: VaultSettings, now: () => number) {
    const { address, caFile, auth } = settings;
    const client = auth.method === 'cert' ? { certFile: auth.certFile, keyFile: auth.keyFile } : {};
    this.#settings = settings;
    this.#http = new HttpsJson({ address, caFile, ...client });
    this.#session = new VaultSession(this.#http, settings, now);
  }

  async newest(): Promise<RemoteKey> {
    const { address, mount, namespace = '', key } = this.#settings;
    const { latest, made } = await this.#describe(key);
    const store = [new URL(address).origin, namespace, mount].join(' ');
    return { store, name: key, version: String(latest), made: String(made[String(latest)]) };
  }

  /** A key that was deleted and made again under its name has the same version and another time. */
  async wrap(key: RemoteKey, plaintext: Sealed<Uint8Array>, additional: Uint8Array): Promise<Uint8Array> {
    const { made } = await this.#describe(key.name);
    if (String(made[key.version]) !== key.made) throw new BackendError('revoked', 'another key has taken its name');
    const body = plaintext.use(
      (value) =>
        new Sealed<object>({
          plaintext: base64(value),
          associated_data: base64(additional),
          key_version: Number(key.version),
        }),
    );
    const answer = await this.#session.ask({ method: 'POST', path: this.#path('encrypt', key.name), body });
    if (answer.status !== 200) throw refusal(answer);
    const text = answer.body.use(({ data }) => (data as { ciphertext?: unknown } | undefined)?.ciphertext);
    if (typeof text !== 'string' || PREFIX.exec(text)?.[1] !== key.version) {
      throw new BackendError('unreachable', 'the key store wrapped with another version than it was asked for');
    }
    return Buffer.from(text);
  }

  async unwrap(key: RemoteKey, wrapped: Uint8Array, additional: Uint8Array): Promise<Sealed<Uint8Array>> {
    const ciphertext = Buffer.from(wrapped).toString('latin1');
    if (!FORM.test(ciphertext) || PREFIX.exec(ciphertext)?.[1] !== key.version) {
      throw new BackendError('mismatch', 'this was not wrapped with this version of the key');
    }
    const body = new Sealed<object>({ ciphertext, associated_data: base64(additional) });
    const answer = await this.#session.ask({ method: 'POST', path: this.#path('decrypt', key.name), body });
    if (answer.status !== 200) throw refusal(answer);
    return answer.body.use(({ data }) => {
      const { plaintext } = (data ?? {}) as { plaintext?: unknown };
      if (typeof plaintext !== 'string') throw new BackendError('unreachable', 'the key store answers in another form');
      return new Sealed<Uint8Array>(Buffer.from(plaintext, 'base64'));
    });
  }

  async close(): Promise<void> {
    this.#http.close();
  }

  #path(what: 'keys' | 'encrypt' | 'decrypt', key: string): string {
    return `${this.#settings.mount}/${what}/${key}`;
  }

  async #describe(key: string): Promise<KeyDescription> {
    return describe(await this.#session.ask({ method: 'GET', path: this.#path('keys', key) }));
  }
}
