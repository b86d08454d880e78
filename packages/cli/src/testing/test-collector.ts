// For tests of the proxy: a collector that notes what it gets, and a client that keeps its connection.
import { Agent, createServer, type IncomingHttpHeaders, request as httpRequest, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Got {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}
export class TestCollector implements AsyncDisposable {
  readonly got: Got[] = [];
  reply: (response: ServerResponse) => void = (response) => void response.end();
  readonly #server = createServer((request, response) => {
    void buffer(request).then((body) => {
      this.got.push({ path: request.url ?? '', headers: request.headers, body });
      return this.reply(response);
    });
  });
  /** As exporters do: a connection that ends with its request would end under what is still being sent. */
  readonly #agent = new Agent({ keepAlive: true });

  static async start(): Promise<TestCollector> {
    const collector = new TestCollector();
    await new Promise<void>((resolve) => {
      collector.#server.listen(0, '127.0.0.1', resolve);
    });
    return collector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  reset(): void {
    this.got.length = 0;
    this.reply = (response) => void response.end();
  }

  /** Sends a request to a port of this machine. */
  async send(
    port: number,
    body: Uint8Array,
    headers: Record<string, string>,
    { path = '/v1/logs', method = 'POST' } = {},
  ): Promise<Answer> {
    return await new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port, path, method, headers, agent: this.#agent };
      const asked = httpRequest(options, (response) => {
        buffer(response).then(
          (whole) => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: whole }),
          reject,
        );
      });
      asked.once('error', reject).end(body);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}
