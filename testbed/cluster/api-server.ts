// Starts an API server on a cluster's etcd, with flags of the caller's, and says when it is ready.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { AUDIT_POLICY } from './audit.ts';
import { createClient } from './client.ts';
import { apiServerFlags } from './control-plane.ts';
import { freePort } from './free-port.ts';
import { readPair } from './pki.ts';
import { type Flags, type ServerProcess, startServer } from './server-process.ts';
import type { Programs } from './versions.ts';
import { waitUntil } from './wait-until.ts';

const READY_ANSWER_MS = 2000;

export interface ApiServerSettings {
  /** Added to the testbed's own, or in place of one of the same name: `{ 'feature-gates': 'X=true' }`. */
  readonly flags?: Flags;
  /** In place of `AUDIT_POLICY`. */
  readonly auditPolicy?: object;
  /** A port of an API server that was stopped, to start another in its place; else a free one. */
  readonly port?: number;
  /** How often it looks at its EncryptionConfiguration, as a Go duration, instead of once a minute; not before 1.37. */
  readonly reloadEvery?: string;
}

/** What an API server needs to find its keys and its data. */
export interface ApiServerSite {
  readonly folder: string;
  readonly programs: Programs;
  readonly etcdPort: number;
}

export interface RunningApiServer {
  /** `https://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  readonly auditLog: string;
  readonly process: ServerProcess;
  stop(): Promise<void>;
}

async function untilReady(folder: string, url: string, servers: readonly ServerProcess[]): Promise<void> {
  const endpoint = { url, authority: readPair(folder, 'ca').certificate };
  const client = createClient(endpoint, { certificate: readPair(folder, 'admin') });
  try {
    await waitUntil('the API server to be ready', async () => {
      for (const server of servers) server.check();
      // Where another process took the port, nobody may answer at all.
      const signal = AbortSignal.timeout(READY_ANSWER_MS);
      const status = await client.send('GET', '/readyz', undefined, { signal }).then(
        (answer) => answer.status,
        () => 0,
      );
      return status === 200;
    });
  } finally {
    client.close();
  }
}

/** `needed` are the servers without which this one cannot become ready. */
export async function startApiServer(
  site: ApiServerSite,
  settings: ApiServerSettings = {},
  needed: readonly ServerProcess[] = [],
): Promise<RunningApiServer> {
  const { folder, programs, etcdPort } = site;
  const port = settings.port ?? (await freePort());
  const name = `kube-apiserver-${port}`;
  const auditLog = path.join(folder, `${name}.audit.log`);
  const auditPolicy = path.join(folder, `${name}.audit-policy.json`);
  writeFileSync(auditPolicy, JSON.stringify(settings.auditPolicy ?? AUDIT_POLICY));
  const own = apiServerFlags({ folder, port, etcdPort, auditLog, auditPolicy });
  const flags = { ...own, ...settings.flags };
  const env = settings.reloadEvery === undefined ? {} : { TESTBED_RELOAD_EVERY: settings.reloadEvery };
  const server = startServer({ program: programs.kubernetes, role: 'kube-apiserver', flags, folder, name, env });
  const url = `https://127.0.0.1:${port}`;
  try {
    await untilReady(folder, url, [...needed, server]);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url, port, auditLog, process: server, stop: server.stop };
}
