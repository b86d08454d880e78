// The metadata service of an Azure machine, as far as it gives tokens of the managed identity, for tests: shapes from its reference.
import { randomBytes } from 'node:crypto';
import { HttpRefusal, HttpStore } from './http-store.ts';

const YEAR_2099 = '4070908800';
const HOST = 'AZURE_POD_IDENTITY_AUTHORITY_HOST';

/** The SDK finds it by an environment variable, which `stop` takes away. */
export class InstanceMetadata {
  readonly #http: HttpStore;
  /** The SDK keeps the token for the whole process, whichever client asked. */
  readonly given: Set<string>;

  private constructor(http: HttpStore, given: Set<string>) {
    this.#http = http;
    this.given = given;
  }

  /** https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token */
  static async start(): Promise<InstanceMetadata> {
    const given = new Set<string>();
    const http = await HttpStore.start(({ method, url, headers }) => {
      const isAsked =
        method === 'GET' &&
        /^\/metadata\/identity\/oauth2\/token\/?$/.test(url.pathname) &&
        url.searchParams.get('api-version') === '2018-02-01' &&
        url.searchParams.get('resource') === 'https://vault.azure.net' &&
        headers['metadata'] === 'true';
      if (!isAsked) throw new HttpRefusal({ status: 400, body: { error: 'invalid_request' } });
      const token = randomBytes(24).toString('base64url');
      given.add(token);
      const body = {
        access_token: token,
        expires_in: '86399',
        resource: 'https://vault.azure.net',
        token_type: 'Bearer',
      };
      return { status: 200, body: { ...body, expires_on: YEAR_2099 } };
    });
    process.env[HOST] = http.endpoint;
    return new InstanceMetadata(http, given);
  }

  async stop(): Promise<void> {
    delete process.env[HOST];
    await this.#http.stop();
  }
}
