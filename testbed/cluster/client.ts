// A minimal client of the Kubernetes API over node:https: one request at a time, any status is an answer.
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import type { Readable } from 'node:stream';
import type { CertificatePair } from './pki.ts';

/** How a client shows who it is; nothing at all is `system:anonymous`. */
export interface Credentials {
  readonly certificate?: CertificatePair;
  readonly token?: string;
}

/** The server that is spoken to. */
export interface Endpoint {
  /** `https://127.0.0.1:20000` */
  readonly url: string;
  /** PEM of the authority that signed the server's certificate. */
  readonly authority: string;
}

/** An object of the API, or a Status, as the server sent it; tests look where they like. */
export type ApiObject = Readonly<Record<string, unknown>> & {
  readonly kind?: string;
  readonly metadata?: Readonly<Record<string, unknown>> & { readonly name?: string; readonly namespace?: string };
};

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Parsed where the server says that it is JSON, else an empty object; of a watch, the first event. */
  readonly body: ApiObject;
  readonly text: string;
}

export interface RequestSettings {
  /** Repeated headers, such as `Impersonate-Group`, are lists. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** Of the body; JSON by default. */
  readonly contentType?: string;
  /** Ends the request, which then throws. */
  readonly signal?: AbortSignal;
}

export interface Client {
  readonly endpoint: Endpoint;
  /** Sends one request; `path` holds the query too. An object becomes JSON, a text goes as it stands. */
  send(method: string, path: string, body?: object | string, settings?: RequestSettings): Promise<Answer>;
  close(): void;
}

async function readText(stream: Readable): Promise<string> {
  const chunks = await stream.toArray();
  return Buffer.concat(chunks as Buffer[]).toString('utf8');
}

/** A watch, and a stream of etcd's gateway, answers with one document a line, or with none. */
function parsed(text: string, contentType: string | undefined): ApiObject {
  if (contentType?.startsWith('application/json') !== true) return {};
  const first = /^\{"(?:type|result)":/.test(text) ? text.slice(0, text.indexOf('\n')) : text;
  return first === '' ? {} : (JSON.parse(first) as ApiObject);
}

function requestHeaders(
  credentials: Credentials,
  body: string | undefined,
  { headers, contentType = 'application/json' }: RequestSettings,
): Record<string, string | readonly string[]> {
  return {
    accept: 'application/json',
    ...(credentials.token === undefined ? {} : { authorization: `Bearer ${credentials.token}` }),
    ...(body === undefined ? {} : { 'content-type': contentType, 'content-length': String(Buffer.byteLength(body)) }),
    ...headers,
  };
}

/** A client with connections of its own, which `close` ends; open ones do not keep the process alive. */
export function createClient(endpoint: Endpoint, credentials: Credentials): Client {
  const { certificate } = credentials;
  const agent = new Agent({
    keepAlive: true,
    ca: endpoint.authority,
    ...(certificate === undefined ? {} : { cert: certificate.certificate, key: certificate.key }),
  });
  return {
    endpoint,
    close: () => agent.destroy(),
    send: async (method, path, body, settings = {}) => {
      const text = typeof body === 'object' ? JSON.stringify(body) : body;
      const headers = requestHeaders(credentials, text, settings) as RequestOptions['headers'] & object;
      const { signal } = settings;
      const outgoing = request(`${endpoint.url}${path}`, { method, agent, headers, ...(signal && { signal }) });
      outgoing.end(text);
      const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
      const answer = await readText(incoming);
      return {
        status: incoming.statusCode ?? 0,
        headers: incoming.headers,
        body: parsed(answer, incoming.headers['content-type']),
        text: answer,
      };
    },
  };
}
