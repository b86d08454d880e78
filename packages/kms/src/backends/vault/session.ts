// A login at Vault or OpenBao: gets a token, renews it in time, and logs in again where it is no longer taken.
import { readFileSync } from 'node:fs';
import { Sealed } from '@watertight/sealed';
import type { HttpAnswer, HttpsJson } from '../../transport/https-json.ts';
import { BackendError } from '../../errors/backend-error.ts';
import type { VaultSettings } from './settings.ts';

/** A token is renewed after this share of its time. */
const RENEW_SHARE = 2 / 3;
const secretBytesMax = 8192;

interface Login {
  readonly token: Sealed;
  /** Milliseconds of `now` from which it should be renewed; undefined where it never ends. */
  readonly renewAt: number | undefined;
}

function readSecret(file: string): Sealed {
  try {
    const text = readFileSync(file, 'utf8').trim();
    if (text.length > 0 && text.length <= secretBytesMax) return new Sealed(text);
  } catch (error) {
    throw new BackendError('settings', `cannot read ${file} (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
  }
  throw new BackendError('settings', `${file} is empty or longer than ${secretBytesMax} bytes`);
}

export interface VaultAsk {
  readonly method: 'GET' | 'POST';
  /** Below `/v1/`. */
  readonly path: string;
  readonly body?: Sealed<object>;
}

export class VaultSession {
  readonly #http: HttpsJson;
  readonly #settings: VaultSettings;
  readonly #now: () => number;
  #login: Login | undefined;
  #entering: Promise<Login> | undefined;

  /** `now` is a clock that never goes back, in milliseconds. */
  constructor(http: HttpsJson, settings: VaultSettings, now: () => number) {
    this.#http = http;
    this.#settings = settings;
    this.#now = now;
  }

  /** A token that is refused may be too old: it is asked for once more with a new one. Rejects with a BackendError. */
  async ask(question: VaultAsk): Promise<HttpAnswer> {
    const first = await this.#send(question, await this.#current());
    if (first.status !== 403) return first;
    this.#login = undefined;
    return await this.#send(question, await this.#current());
  }

  async #send({ method, path, body }: VaultAsk, login?: Login): Promise<HttpAnswer> {
    const { namespace } = this.#settings;
    const headers = {
      'x-vault-request': 'true',
      ...(namespace === undefined ? {} : { 'x-vault-namespace': namespace }),
      ...(login === undefined ? {} : { 'x-vault-token': login.token.use((token) => token) }),
    };
    const asked = {
      method,
      path: `/v1/${path}`,
      headers: new Sealed(headers),
      ...(body === undefined ? {} : { body }),
    };
    const answer = await this.#http.ask(asked);
    const { status } = answer;
    if (status >= 300 && status < 400) throw new BackendError('unreachable', 'this node of the key store is a standby');
    if (status >= 500 || status === 429) throw new BackendError('unreachable', `the key store answers ${status}`);
    return answer;
  }

  async #current(): Promise<Login> {
    const login = this.#login;
    if (login !== undefined && (login.renewAt === undefined || this.#now() < login.renewAt)) return login;
    this.#entering ??= this.#renewOrEnter(login).finally(() => (this.#entering = undefined));
    this.#login = await this.#entering;
    return this.#login;
  }

  async #renewOrEnter(login: Login | undefined): Promise<Login> {
    if (login === undefined) return await this.#enter();
    const asked = this.#now();
    const renewed = await this.#send({ method: 'POST', path: 'auth/token/renew-self', body: new Sealed({}) }, login);
    // Refused at the end of its longest life.
    if (renewed.status !== 200) return await this.#enter();
    return this.#loginOf(renewed, asked) ?? (await this.#enter());
  }

  async #enter(): Promise<Login> {
    const { auth } = this.#settings;
    const asked = this.#now();
    if (auth.method === 'token') return await this.#withToken(readSecret(auth.tokenFile), asked);
    const body =
      auth.method === 'cert'
        ? new Sealed<object>(auth.role === undefined ? {} : { name: auth.role })
        : new Sealed<object>({
            role_id: readSecret(auth.roleIdFile).use((id) => id),
            secret_id: readSecret(auth.secretIdFile).use((id) => id),
          });
    const answer = await this.#send({ method: 'POST', path: `auth/${auth.mount}/login`, body });
    const login = answer.status === 200 ? this.#loginOf(answer, asked) : undefined;
    if (login !== undefined) return login;
    throw new BackendError('revoked', `the key store refuses the ${auth.method} login (${answer.status})`);
  }

  /** How long a token from a file lasts is asked of the store. */
  async #withToken(token: Sealed, asked: number): Promise<Login> {
    const login: Login = { token, renewAt: undefined };
    const { status, body } = await this.#send({ method: 'GET', path: 'auth/token/lookup-self' }, login);
    if (status !== 200) throw new BackendError('revoked', `the key store refuses the token (${status})`);
    const seconds = body.use(({ data }) => (data as { ttl?: unknown } | undefined)?.ttl);
    return { token, renewAt: this.#renewAt(seconds, asked) };
  }

  #renewAt(seconds: unknown, asked: number): number | undefined {
    return typeof seconds === 'number' && seconds > 0 ? asked + seconds * 1000 * RENEW_SHARE : undefined;
  }

  #loginOf({ body }: HttpAnswer, asked: number): Login | undefined {
    return body.use(({ auth }) => {
      const { client_token: token, lease_duration: seconds } = (auth ?? {}) as Readonly<Record<string, unknown>>;
      if (typeof token !== 'string' || token === '') return undefined;
      return { token: new Sealed(token), renewAt: this.#renewAt(seconds, asked) };
    });
  }
}
