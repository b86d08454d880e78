// The token endpoint of Microsoft Entra ID, as far as the client-credentials flow goes, for tests: shapes from its reference.
import { randomBytes } from 'node:crypto';
import { type HttpAnswer, type HttpQuestion, HttpRefusal, HttpStore } from './http-store.ts';
import type { SelfSigned } from './self-signed.ts';

export const LOGIN_HOST = 'login.example';

export class EntraServer {
  readonly #store: { http?: HttpStore } = {};
  readonly given = new Set<string>();
  /** Whether a request's form shows who it is from. */
  accepts: (form: URLSearchParams) => boolean = () => true;

  static async start(tls: SelfSigned): Promise<EntraServer> {
    const server = new EntraServer();
    server.#store.http = await HttpStore.start((question) => server.#answer(question), tls);
    return server;
  }

  get #http(): HttpStore {
    if (this.#store.http === undefined) throw new Error('it was not started');
    return this.#store.http;
  }

  get authority(): string {
    return this.#http.at(LOGIN_HOST);
  }

  async stop(): Promise<void> {
    await this.#http.stop();
  }

  async listen(): Promise<void> {
    await this.#http.listen();
  }

  #answer({ method, url, text }: HttpQuestion): HttpAnswer {
    const [, tenant = '', rest = ''] = /^\/([0-9a-f-]{36})\/(.*)$/.exec(url.pathname) ?? [];
    const base = `${this.authority}/${tenant}`;
    if (method === 'GET' && rest === 'v2.0/.well-known/openid-configuration') {
      const endpoints = {
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
      };
      const body = { ...endpoints, token_endpoint: `${base}/oauth2/v2.0/token`, issuer: `${base}/v2.0` };
      return { status: 200, body };
    }
    if (method !== 'POST' || rest !== 'oauth2/v2.0/token') throw new HttpRefusal({ status: 404 });
    return this.#token(new URLSearchParams(text));
  }

  /** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
  #token(form: URLSearchParams): HttpAnswer {
    const isFlow = form.get('grant_type') === 'client_credentials';
    const isScoped = (form.get('scope') ?? '').split(' ').includes('https://vault.azure.net/.default');
    if (!isFlow || !isScoped) throw new HttpRefusal({ status: 400, body: { error: 'invalid_request' } });
    if (!this.accepts(form))
      throw new HttpRefusal({ status: 401, body: { error: 'invalid_client', error_codes: [7_000_215] } });
    const token = randomBytes(24).toString('base64url');
    this.given.add(token);
    return { status: 200, body: { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: token } };
  }
}
