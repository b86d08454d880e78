// Sends a masked request to the collector and passes its answer on as it comes: partial success, refusals and Retry-After included.
import { Agent as HttpAgent, type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { ANSWER_MS_MAX, REQUESTS_MAX, RETRY_AFTER_SECONDS } from './limits.ts';
import { Refusal } from './refusal.ts';

/** Between two neighbours only (RFC 9110, 7.6.1), or about the body's length, which changes. */
const OF_ONE_HOP = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

export class Collector {
  readonly #url: URL;
  readonly #agent: HttpAgent;
  readonly #request: typeof httpRequest;

  /** `url`: of the logs, `http:` or `https:`. Redirects are not followed. */
  constructor(url: URL) {
    this.#url = url;
    const isTls = url.protocol === 'https:';
    const options = { keepAlive: true, maxSockets: REQUESTS_MAX };
    this.#agent = isTls ? new HttpsAgent(options) : new HttpAgent(options);
    this.#request = isTls ? httpsRequest : httpRequest;
  }

  /** Throws a `Refusal` where there is no answer. */
  async forward(request: IncomingMessage, body: Uint8Array, response: ServerResponse): Promise<void> {
    const answer = await this.#ask(request, body, response);
    response.writeHead(answer.statusCode ?? 502, ofAllHops(answer.headers));
    await pipeline(answer, response);
  }

  close(): void {
    this.#agent.destroy();
  }

  async #ask(from: IncomingMessage, body: Uint8Array, client: ServerResponse): Promise<IncomingMessage> {
    return await new Promise((resolve, reject) => {
      const options = { method: 'POST', agent: this.#agent, headers: headersFor(from, body), timeout: ANSWER_MS_MAX };
      const asked = this.#request(this.#url, options, resolve);
      asked.once('timeout', () => {
        asked.destroy();
        reject(new Refusal(504, 'the collector does not answer in time'));
      });
      asked.once('error', () => {
        reject(new Refusal(503, 'the collector cannot be reached', RETRY_AFTER_SECONDS));
      });
      client.once('close', () => {
        if (!client.writableFinished) asked.destroy();
      });
      asked.end(body);
    });
  }
}

function headersFor(from: IncomingMessage, body: Uint8Array): Record<string, string | string[]> {
  return { ...ofAllHops(from.headers), 'content-length': String(body.length) };
}

function ofAllHops(headers: IncomingMessage['headers']): Record<string, string | string[]> {
  const named = (headers.connection ?? '').toLowerCase().split(/\s*,\s*/);
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && !OF_ONE_HOP.has(name) && !named.includes(name)) kept[name] = value;
  return kept;
}
