// Serves the metrics, and nothing else, over plain HTTP on an address that was named.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SetupError } from '../errors/setup-error.ts';

const HINT = 'Give HOST:PORT, for example 127.0.0.1:9464.';
const portMax = 65_535;

function parse(address: string): { host: string; port: number } {
  const [, host = '', port = ''] = /^\[?([^[\]]+)\]?:(\d{1,5})$/.exec(address) ?? [];
  if (host === '' || Number(port) > portMax) throw new SetupError('--metrics is no HOST:PORT', HINT);
  return { host, port: Number(port) };
}

/** Rejects with a {@link SetupError}; returns how to stop it and where it listens. */
export async function serveMetrics(
  address: string,
  text: () => string,
): Promise<{ port: number; stop(): Promise<void> }> {
  const { host, port } = parse(address);
  const server: Server = createServer((request, response) => {
    const isOurs = request.method === 'GET' && request.url === '/metrics';
    response.writeHead(isOurs ? 200 : 404, { 'content-type': 'text/plain; version=0.0.4' });
    response.end(isOurs ? text() : '');
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', () => reject(new SetupError(`cannot listen on ${address}`, HINT)));
  server.listen(port, host, () => resolve());
  await promise;
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
