// A proxy in front of an API server that breaks answers on purpose.
import { createServer, request as httpRequest } from 'node:http';
import type { IncomingMessage, OutgoingHttpHeaders, Server, ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { RequestOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

/** What happens to one answer. */
export type Fault =
  /** This instead of what the server says. */
  | { readonly status: number; readonly headers?: OutgoingHttpHeaders; readonly body?: string }
  /** The connection is cut after that part of the server's answer: 0 none, 1 all. */
  | { readonly cutAt: number }
  /** Nothing more comes after that part, and the connection stays. */
  | { readonly stallAt: number }
  /** The answer as something else. */
  | { readonly change: (body: string) => string };

export interface Passed {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** How often this method and path was asked for, this time included. */
  readonly times: number;
}

export interface FaultProxySettings {
  /** The server behind. */
  readonly url: string;
  /** How to speak TLS to it. */
  readonly tls?: Pick<RequestOptions, 'ca' | 'cert' | 'key'>;
  /** Undefined where the answer passes as it is. The request waits for it. */
  readonly fault: (passed: Passed) => Fault | undefined | Promise<Fault | undefined>;
}

export class FaultProxy {
  readonly passed: Passed[] = [];
  readonly #settings: FaultProxySettings;
  readonly #server: Server;

  private constructor(settings: FaultProxySettings) {
    this.#settings = settings;
    this.#server = createServer((request, response) => {
      // Whoever asks may be gone before the server has answered, and the other way round.
      this.#take(request, response).catch(() => response.destroy());
    });
  }

  static async start(settings: FaultProxySettings): Promise<FaultProxy> {
    const proxy = new FaultProxy(settings);
    await new Promise<void>((resolve) => {
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/', headers } = request;
    const times = this.passed.filter((one) => one.method === method && one.path === path).length + 1;
    const passed = { method, path, headers, times };
    this.passed.push(passed);
    const fault = await this.#settings.fault(passed);
    if (fault !== undefined && 'status' in fault) {
      response
        .writeHead(fault.status, { 'content-type': 'application/json', ...fault.headers })
        .end(fault.body ?? '{}');
      request.resume();
      return;
    }
    const answer = await this.#forward(request, passed);
    const body = await bytesOf(answer);
    const type = { 'content-type': answer.headers['content-type'] };
    if (fault === undefined) response.writeHead(answer.statusCode ?? 502, type).end(body);
    else if ('change' in fault) response.writeHead(200, type).end(fault.change(body.toString()));
    else breakOff(response, body, fault);
  }

  #forward(request: IncomingMessage, { method, path, headers }: Passed): Promise<IncomingMessage> {
    const { url, tls = {} } = this.#settings;
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const { host: _, connection: __, 'accept-encoding': ___, ...own } = headers;
    return new Promise((resolve, reject) => {
      const forwarded = send(url + path, { method, headers: own, ...tls }, resolve);
      forwarded.once('error', reject);
      request.pipe(forwarded);
    });
  }
}

function breakOff(
  response: ServerResponse,
  body: Buffer,
  fault: { readonly cutAt: number } | { readonly stallAt: number },
): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  const isCut = 'cutAt' in fault;
  response.write(body.subarray(0, body.length * (isCut ? fault.cutAt : fault.stallAt)), () => {
    if (isCut) response.destroy();
  });
}

async function bytesOf(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
