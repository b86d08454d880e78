// Finds a port on loopback that is free now and that nothing else is likely to take before the server has it.
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that Linux, macOS and IANA hand out to connections, so that no client's port gets in the way. */
const PORTS = { first: 20_000, end: 32_000 };
const TRIES = 100;

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}

/** A port by chance; between two starts that choose the same one, the second server fails and is started anew. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const port = randomInt(PORTS.first, PORTS.end);
    // oxlint-disable-next-line no-await-in-loop -- one is wanted
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port on 127.0.0.1 among ${TRIES} tried`);
}
