// Preloaded into the command under test: any socket, DNS query or child process ends it loudly.
import childProcess from 'node:child_process';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

function deny(what: string): () => never {
  return () => {
    process.stderr.write(`DENIED ${what}\n`);
    process.exit(99);
  };
}

net.Socket.prototype.connect = deny('socket');
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6'] as const)
  Object.assign(dns, { [name]: deny('DNS query') });
for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'] as const) {
  Object.assign(childProcess, { [name]: deny('child process') });
}
syncBuiltinESMExports();
