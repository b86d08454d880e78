// Starts Vault for a test, over TLS on loopback; it ends when its standard input closes, as it does when we die.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { builtGoProgram, missingGoProgram } from '../build/go-program.ts';
import { type Answer, type Client, createClient } from '../cluster/client.ts';
import { makePki, pairFiles, readPair } from '../cluster/pki.ts';
import { waitUntil } from '../cluster/wait-until.ts';

const CERTIFICATES = path.resolve(import.meta.dirname, '../cluster/certificates');

/** For `describe.skipIf(!hasVault)('… (needs vault)', …)`. */
export const hasVault = [import.meta.dirname, CERTIFICATES].every((folder) => missingGoProgram(folder) === undefined);

export interface Vault {
  /** `https://127.0.0.1:PORT` */
  readonly address: string;
  readonly rootToken: string;
  /** PEM files: of the server's authority, and of a client that this authority signed. */
  readonly authorityFile: string;
  readonly clientFiles: { readonly certificate: string; readonly key: string };
  /** Removed with the server; tests put their own files there. */
  readonly folder: string;
  /** Asks as root; `path` is below `/v1/`. Throws when Vault refuses. */
  ask(method: string, path: string, body?: object): Promise<Answer['body']>;
  /** Makes it hang, as an overloaded or unreachable server does; resolves when it does. `resume` lets it go on. */
  pause(): Promise<void>;
  resume(): void;
  stop(): Promise<void>;
}

function built(folder: string): string {
  const program = builtGoProgram(folder);
  if (program === undefined) throw new Error(missingGoProgram(folder));
  return program;
}

async function asked(
  client: Client,
  token: string,
  [method, target, body]: Parameters<Vault['ask']>,
): Promise<Answer['body']> {
  const answer = await client.send(method, `/v1/${target}`, body, { headers: { 'x-vault-token': token } });
  if (answer.status >= 300) throw new Error(`${method} ${target}: ${answer.status} ${answer.text}`);
  return answer.body;
}

/** The signal comes to one thread, and the others may still answer. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function standsStill(pid: number | undefined): boolean {
  const threads = `/proc/${pid}/task`;
  return readdirSync(threads).every((thread) =>
    /\) T /.test(readFileSync(path.join(threads, thread, 'stat'), 'latin1')),
  );
}

export async function startVault(): Promise<Vault> {
  const folder = mkdtempSync(path.join(tmpdir(), 'watertight-vault-'));
  mkdirSync(path.join(folder, 'pki'), { mode: 0o700 });
  makePki(built(CERTIFICATES), folder);
  const server = pairFiles(folder, 'apiserver');
  const authorityFile = pairFiles(folder, 'ca').certificate;
  const child = spawn(built(import.meta.dirname), [server.certificate, server.key, authorityFile], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(() => Promise.reject(new Error('Vault ended'))),
  ])) as [string];
  const { address, token } = JSON.parse(line) as { address: string; token: string };
  const client = createClient({ url: `https://${address}`, authority: readPair(folder, 'ca').certificate }, {});
  return {
    address: `https://${address}`,
    rootToken: token,
    authorityFile,
    clientFiles: pairFiles(folder, 'admin'),
    folder,
    ask: (...question) => asked(client, token, question),
    pause: async () => {
      child.kill('SIGSTOP');
      await waitUntil('Vault to stand still', async () => standsStill(child.pid));
    },
    resume: () => void child.kill('SIGCONT'),
    stop: async () => {
      client.close();
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true });
    },
  };
}
