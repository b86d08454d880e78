// A client of a KMS v2 plugin, as the API server is one: for doctor and for tests.
import { Client, credentials, type ServiceError } from '@grpc/grpc-js';
import type {
  DecryptRequest,
  DecryptResponse,
  EncryptRequest,
  EncryptResponse,
  StatusResponse,
} from '../protocol/messages.ts';
import { KEY_MANAGEMENT_SERVICE } from './grpc-service.ts';

/** The API server's default for one call. */
export const CALL_MS = 3000;

/** A call failed; `code` is gRPC's, and the message the plugin's own. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly code: number;

  constructor({ code, details }: ServiceError) {
    super(details);
    this.code = code;
  }
}

interface Method<Request, Response> {
  readonly path: string;
  readonly requestSerialize: (message: Request) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => Response;
}

/** Every call rejects with a {@link CallError}. */
export class PluginClient {
  readonly #client: Client;

  /** `file` is the socket's path. */
  constructor(file: string) {
    // What the API server sends since Kubernetes 1.32.
    this.#client = new Client(`unix:${file}`, credentials.createInsecure(), { 'grpc.default_authority': 'localhost' });
  }

  async #call<Request, Response>(method: Method<Request, Response>, message: Request): Promise<Response> {
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    const { path, requestSerialize, responseDeserialize } = method;
    const options = { deadline: new Date(Date.now() + CALL_MS) };
    this.#client.makeUnaryRequest(path, requestSerialize, responseDeserialize, message, options, (error, answer) => {
      if (error !== null) reject(new CallError(error));
      else if (answer !== undefined) resolve(answer);
    });
    return await promise;
  }

  async status(): Promise<StatusResponse> {
    return await this.#call(KEY_MANAGEMENT_SERVICE.Status, {});
  }

  async encrypt(request: EncryptRequest): Promise<EncryptResponse> {
    return await this.#call(KEY_MANAGEMENT_SERVICE.Encrypt, request);
  }

  async decrypt(request: DecryptRequest): Promise<DecryptResponse> {
    return await this.#call(KEY_MANAGEMENT_SERVICE.Decrypt, request);
  }

  close(): void {
    this.#client.close();
  }
}
