// Proxies that open tunnels, HTTP CONNECT and SOCKS5, and note where to.
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import type { Duplex } from 'node:stream';

export interface TunnelProxy {
  readonly url: string;
  /** `HOST:PORT` of each tunnel. */
  readonly to: readonly string[];
  [Symbol.asyncDispose](): Promise<void>;
}

/** Joins both ends; what breaks one ends the other. */
function join(client: Duplex, upstream: Socket): void {
  upstream.pipe(client).pipe(upstream);
  for (const end of [client, upstream]) {
    end.on('error', () => end.destroy());
    end.on('close', () => [client, upstream].forEach((other) => other.destroy()));
  }
}

async function listening(server: Server, scheme: string, to: readonly string[]): Promise<TunnelProxy> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    to,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

export async function httpTunnel(): Promise<TunnelProxy> {
  const to: string[] = [];
  const server = createHttpServer();
  server.on('connect', ({ url = '' }, client: Duplex, head) => {
    to.push(url);
    const [host, port] = url.split(':');
    const upstream = connect(Number(port), host, () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      join(client, upstream);
    });
    upstream.on('error', () => client.destroy());
  });
  return await listening(server, 'http', to);
}

const NO_AUTHENTICATION = Buffer.from([5, 0]);
const GRANTED = Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
const DOMAIN_NAME = 3;

/** RFC 1928, as far as a client without a password needs it: addresses are names or IPv4. */
export async function socksTunnel(): Promise<TunnelProxy> {
  const to: string[] = [];
  const server = createServer((client) => {
    client.on('error', () => client.destroy());
    client.once('data', () => {
      client.write(NO_AUTHENTICATION);
      client.once('data', (request) => {
        const isName = request[3] === DOMAIN_NAME;
        const end = isName ? 5 + (request[4] ?? 0) : 8;
        const host = isName ? request.toString('latin1', 5, end) : [...request.subarray(4, end)].join('.');
        const port = request.readUInt16BE(end);
        to.push(`${host}:${port}`);
        const upstream = connect(port, host, () => {
          client.write(GRANTED);
          join(client, upstream);
        });
        upstream.on('error', () => client.destroy());
      });
    });
  });
  return await listening(server, 'socks5', to);
}
