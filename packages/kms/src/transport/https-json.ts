// Asks one server for JSON over TLS: small answers, a limit of time, no redirects, and errors without the server's words.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import { Sealed } from '@watertight/sealed';
import { BackendError } from '../errors/backend-error.ts';

/** Below the deadline of a backend's call, so that one slow answer leaves time to say so. */
const ANSWER_MS = 2000;
export const answerBytesMax = 1 << 20;

export interface HttpSettings {
  /** `https://HOST[:PORT]`; plain HTTP only to this machine itself. */
  readonly address: string;
  /** PEM files. */
  readonly caFile?: string | undefined;
  readonly certFile?: string | undefined;
  readonly keyFile?: string | undefined;
}

export interface HttpAnswer {
  readonly status: number;
  /** Parsed; an empty object where the body is no JSON object. Sealed, since it may hold keys and tokens. */
  readonly body: Sealed<Readonly<Record<string, unknown>>>;
}

export interface HttpQuestion {
  readonly method: 'GET' | 'POST';
  /** With its leading slash. */
  readonly path: string;
  readonly body?: Sealed<object>;
  readonly headers?: Sealed<Readonly<Record<string, string>>>;
}

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/;

function readPem(file: string | undefined): Buffer | undefined {
  if (file === undefined) return undefined;
  try {
    return readFileSync(file);
  } catch (error) {
    throw new BackendError('settings', `cannot read ${file} (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
  }
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

async function readBody(stream: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > answerBytesMax)
      throw new BackendError('unreachable', `the answer has more than ${answerBytesMax} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export class HttpsJson {
  readonly #url: URL;
  readonly #agent: http.Agent;

  /** Throws a `settings` error where the address or a file cannot be used. */
  constructor({ address, caFile, certFile, keyFile }: HttpSettings) {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    const isPlain = url?.protocol === 'http:' && LOOPBACK.test(url.hostname);
    if (url === undefined || !(url.protocol === 'https:' || isPlain) || url.username !== '' || url.pathname !== '/') {
      throw new BackendError('settings', 'the address is no https://HOST[:PORT]');
    }
    this.#url = url;
    const tls = { ca: readPem(caFile), cert: readPem(certFile), key: readPem(keyFile) };
    const given = Object.fromEntries(Object.entries(tls).filter(([, value]) => value !== undefined));
    this.#agent = isPlain
      ? new http.Agent({ keepAlive: true })
      : new https.Agent({ keepAlive: true, minVersion: 'TLSv1.2', ...given });
  }

  /** Rejects with an `unreachable` error; any status is an answer. */
  async ask({ method, path, body, headers }: HttpQuestion): Promise<HttpAnswer> {
    const text = body?.use((value) => JSON.stringify(value));
    const { request } = this.#url.protocol === 'http:' ? http : https;
    const sent = request(new URL(path, this.#url), {
      method,
      agent: this.#agent,
      signal: AbortSignal.timeout(ANSWER_MS),
      headers: {
        accept: 'application/json',
        ...(text === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
        ...headers?.use((values) => values),
      },
    });
    try {
      sent.end(text);
      const [response] = (await once(sent, 'response')) as [http.IncomingMessage];
      const answer = await readBody(response);
      return { status: response.statusCode ?? 0, body: new Sealed(parsed(answer)) };
    } catch (error) {
      if (error instanceof BackendError) throw error;
      const { code, name } = error as NodeJS.ErrnoException;
      throw new BackendError('unreachable', `no answer from ${this.#url.host} (${code ?? name})`);
    }
  }

  close(): void {
    this.#agent.destroy();
  }
}
