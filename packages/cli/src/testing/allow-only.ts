// Preloaded into the command under test: any socket but to one address, any DNS query or child process ends it loudly.
import childProcess from 'node:child_process';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

const allowed = process.env['WATERTIGHT_TEST_ALLOWED'];

function deny(what: string): never {
  process.stderr.write(`DENIED ${what}\n`);
  process.exit(99);
}

const connect = Object.getOwnPropertyDescriptor(net.Socket.prototype, 'connect')?.value as (
  ...args: unknown[]
) => net.Socket;

/** `connect` is called with options, with the normalised arguments of `net.connect`, or with port and host. */
function addressOf([first, second]: readonly unknown[]): string {
  const options = (Array.isArray(first) ? (first as unknown[])[0] : first) as { port?: number; host?: string } | number;
  if (typeof options === 'number') return `${typeof second === 'string' ? second : 'localhost'}:${options}`;
  return `${options.host ?? 'localhost'}:${options.port ?? ''}`;
}

function guarded(this: net.Socket, ...args: unknown[]): net.Socket {
  const address = addressOf(args);
  if (address !== allowed) deny(`socket ${address}`);
  return Reflect.apply(connect, this, args);
}

net.Socket.prototype.connect = guarded;
const { lookup } = dns;
/** Who listens asks for the address of an address, which is no query. */
const guardedLookup = (...args: Parameters<typeof lookup>): void => {
  if (net.isIP(args[0]) === 0) deny('DNS query');
  lookup(...args);
};
Object.assign(dns, { lookup: guardedLookup });
for (const name of ['resolve', 'resolve4', 'resolve6'] as const)
  Object.assign(dns, { [name]: () => deny('DNS query') });
for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'] as const)
  Object.assign(childProcess, { [name]: () => deny('child process') });
syncBuiltinESMExports();
