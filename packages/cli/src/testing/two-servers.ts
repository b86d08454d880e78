// Two API servers on one etcd that reload their own EncryptionConfiguration, and the arguments that lead `encryption rotate` to them.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ApiServerSettings, RunningApiServer } from '../../../../testbed/cluster/api-server.ts';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import type { OwnCluster } from '../../../../testbed/cluster/with-cluster.ts';

export interface TwoServers {
  readonly folder: string;
  /** The files of the first and the second server. */
  readonly files: readonly [string, string];
  readonly servers: readonly [Cluster, Cluster];
  readonly args: readonly string[];
  /** Starts the second server again where its file is another than the one it was started with. */
  readonly restartSecond: () => Promise<void>;
}

const CONTEXTS = ['one', 'two'] as const;

export const secretboxKey = (name: string): object => ({
  secretbox: { keys: [{ name, secret: randomBytes(32).toString('base64') }] },
});

/** A rule for one resource, behind those before it. */
export function configurationText(
  providers: readonly object[],
  resource = 'secrets',
  before: readonly object[] = [],
): string {
  return JSON.stringify({
    apiVersion: 'apiserver.config.k8s.io/v1',
    kind: 'EncryptionConfiguration',
    resources: [...before, { resources: [resource], providers }],
  });
}

/** Folder with a file for each server, before there are servers. The caller removes it. */
export function twoFiles(...rule: Parameters<typeof configurationText>): {
  folder: string;
  files: readonly [string, string];
} {
  const folder = mkdtempSync(path.join(tmpdir(), 'watertight-rotate-'));
  const files = [path.join(folder, 'one.json'), path.join(folder, 'two.json')] as const;
  for (const file of files) writeFileSync(file, configurationText(...rule), { mode: 0o600 });
  return { folder, files };
}

export const flagsFor = (file: string, reloads = true): Record<string, string> => ({
  'encryption-provider-config': file,
  ...(reloads && { 'encryption-provider-config-automatic-reload': 'true' }),
});

/** A server that runs, and can be put in its own place again. */
class Second {
  readonly #cluster: OwnCluster;
  readonly #file: string;
  readonly #settings: ApiServerSettings;
  #text = '';
  #running: RunningApiServer | undefined;

  constructor(cluster: OwnCluster, file: string, settings: ApiServerSettings) {
    this.#cluster = cluster;
    this.#file = file;
    this.#settings = settings;
  }

  async start(): Promise<RunningApiServer> {
    const text = readFileSync(this.#file, 'utf8');
    const known = this.#running;
    if (known !== undefined && text === this.#text) return known;
    await known?.stop();
    this.#text = text;
    const port = known === undefined ? {} : { port: known.port };
    this.#running = await this.#cluster.startApiServer({ ...this.#settings, ...port });
    return this.#running;
  }
}

/** The cluster's own server has the first file; a second one is started with the second. */
export async function withTwoServers<T>(
  cluster: OwnCluster,
  { folder, files }: ReturnType<typeof twoFiles>,
  use: (two: TwoServers) => Promise<T>,
  settings: ApiServerSettings = { flags: flagsFor(files[1]) },
): Promise<T> {
  const starting = new Second(cluster, files[1], settings);
  const second = cluster.through(await starting.start());
  const kubeconfig = path.join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, joined([cluster, second]), { mode: 0o600 });
  const { url, authorityFile, certificateFile, keyFile } = cluster.etcd;
  const etcd = ['--endpoints', url, '--cacert', authorityFile, '--cert', certificateFile, '--key', keyFile];
  const pairs = CONTEXTS.flatMap((name, at) => ['--context', name, '--config', files[at] ?? '']);
  const args = ['encryption', 'rotate', '--kubeconfig', kubeconfig, ...pairs, ...etcd];
  try {
    return await use({
      folder,
      files,
      servers: [cluster, second],
      args,
      restartSecond: async () => void (await starting.start()),
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Kubeconfig {
  readonly clusters: readonly { readonly cluster: object }[];
  readonly users: readonly { readonly user: object }[];
}

/** One file with a context for each server. */
function joined(servers: readonly Cluster[]): string {
  const read = servers.map(({ admin }) => JSON.parse(readFileSync(admin.kubeconfig, 'utf8')) as Kubeconfig);
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: read.map(({ clusters }, at) => ({ name: CONTEXTS[at], cluster: clusters[0]?.cluster })),
    users: read.map(({ users }, at) => ({ name: CONTEXTS[at], user: users[0]?.user })),
    contexts: CONTEXTS.map((name) => ({ name, context: { cluster: name, user: name } })),
  });
}
