// The proxy itself: takes requests for logs, masks them, passes them on; what it cannot read goes no further.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LogsRedactor, MalformedLogs } from '@watertight/detect';
import type { Tools } from '../redactor-of.ts';
import type { Tally } from '../tally.ts';
import { Collector } from './forward.ts';
import { ARRIVAL_MS_MAX, REQUESTS_MAX, RETRY_AFTER_SECONDS } from './limits.ts';
import { compressed, encodingOf, receive } from './received.ts';
import { Refusal, refuse } from './refusal.ts';

export interface ProxySettings {
  /** Where the collector takes logs. */
  readonly forward: URL;
  readonly tools: Tools;
  readonly tally: Tally;
  /** What GET /metrics answers. */
  readonly metrics: (redactor: LogsRedactor) => string;
}

export class OtlpProxy {
  readonly redactor: LogsRedactor;
  readonly #settings: ProxySettings;
  readonly #server: Server;
  readonly #collector: Collector;
  #atWork = 0;

  constructor(settings: ProxySettings) {
    this.#settings = settings;
    this.redactor = new LogsRedactor(settings.tools);
    this.#collector = new Collector(settings.forward);
    this.#server = createServer({ requestTimeout: ARRIVAL_MS_MAX }, (request, response) => {
      void this.#take(request, response);
    });
  }

  /** Gives the port that it listens on. Throws an error of the system. */
  async listen(host: string, port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(port, host, resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  /** Takes no more requests, and lets those at work end within so many milliseconds. */
  async close(farewell: number): Promise<void> {
    const cut = setTimeout(() => this.#server.closeAllConnections(), farewell);
    await new Promise((resolve) => {
      this.#server.close(resolve);
      this.#server.closeIdleConnections();
    });
    clearTimeout(cut);
    this.#collector.close();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'GET' && request.url === '/metrics') return this.#tell(response);
    this.#atWork++;
    try {
      if (this.#atWork > REQUESTS_MAX)
        throw new Refusal(429, `more than ${REQUESTS_MAX} requests at a time`, RETRY_AFTER_SECONDS);
      await this.#pass(request, response);
    } catch (error) {
      this.#fail(error, request, response);
    } finally {
      this.#atWork--;
    }
  }

  async #pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { tally } = this.#settings;
    const { body, encoding, isCompressed } = await receive(request);
    const masked = this.redactor.redact(body, encoding);
    tally.read(body);
    tally.bytesWritten += masked.length;
    await this.#collector.forward(request, isCompressed ? await compressed(masked) : masked, response);
  }

  /** A reason that is not ours to say is none of the client's business: it may quote the request. */
  #fail(error: unknown, request: IncomingMessage, response: ServerResponse): void {
    this.#settings.tally.errors++;
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    const refusal =
      error instanceof Refusal
        ? error
        : error instanceof MalformedLogs
          ? new Refusal(400, error.message)
          : new Refusal(500, 'the request could not be redacted');
    refuse(response, refusal, encodingOf(request));
    // A client that is still sending looks at the answer afterwards; `ARRIVAL_MS_MAX` ends it.
    request.resume();
  }

  #tell(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
    response.end(this.#settings.metrics(this.redactor));
  }
}
