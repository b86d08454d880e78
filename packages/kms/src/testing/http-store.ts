// A key store's HTTP server for tests: takes JSON on a free port of this machine, can go away and come back, and answers as it is told.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import type { SelfSigned } from './self-signed.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface HttpQuestion {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
}

/** What is thrown becomes the answer. */
export class HttpRefusal extends Error {
  readonly answer: HttpAnswer;
  constructor(answer: HttpAnswer) {
    super('refused');
    this.answer = answer;
  }
}

type Answerer = (question: HttpQuestion) => HttpAnswer;

function answered(answer: Answerer, question: HttpQuestion): HttpAnswer {
  try {
    return answer(question);
  } catch (error) {
    return error instanceof HttpRefusal ? error.answer : { status: 500, body: { error: String(error) } };
  }
}

export class HttpStore {
  readonly #server: Server;
  readonly #protocol: string;
  readonly #sockets = new Set<Socket>();
  #port = 0;

  private constructor(answer: Answerer, tls: SelfSigned | undefined) {
    const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const { method = '', url = '/', headers } = request;
      const question = { method, url: new URL(url, this.endpoint), headers, text: await text(request) };
      const { status, headers: more = {}, body } = answered(answer, question);
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...more });
      response.end(body === undefined ? '' : JSON.stringify(body));
    };
    const listener = (request: IncomingMessage, response: ServerResponse): void => void serve(request, response);
    this.#protocol = tls === undefined ? 'http' : 'https';
    this.#server =
      tls === undefined ? createServer(listener) : createTlsServer({ key: tls.key, cert: tls.certificate }, listener);
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(answer: Answerer, tls?: SelfSigned): Promise<HttpStore> {
    const store = new HttpStore(answer, tls);
    await store.listen();
    return store;
  }

  get endpoint(): string {
    return this.at('127.0.0.1');
  }

  /** The same by another name of this machine. */
  at(host: string): string {
    return `${this.#protocol}://${host}:${this.#port}`;
  }

  /** On the port that it had before, if any. */
  async listen(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Ends connections and takes none, until it listens again. */
  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    // Those in the midst of a handshake, too, which the server does not count among its connections.
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
