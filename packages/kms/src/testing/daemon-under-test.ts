// A daemon with a store in memory, in folders of its own, for one test after another.
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Daemon, type DaemonSettings, startDaemon } from '../daemon/daemon.ts';
import { newRing } from '../keys/key-ring.ts';
import { writeRing } from '../keys/ring-file.ts';
import { PluginClient } from '../transport/grpc-client.ts';
import { MemoryBackend } from './memory-backend.ts';

export class DaemonUnderTest implements AsyncDisposable {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'watertight-kmsd-'));
  readonly backend = new MemoryBackend();
  readonly lines: string[] = [];
  readonly #open = new Set<{ stop(): Promise<void> }>();

  static async make(): Promise<DaemonUnderTest> {
    const made = new DaemonUnderTest();
    mkdirSync(made.state, { mode: 0o700 });
    writeRing(made.state, newRing('file', await made.backend.newest(), ''));
    return made;
  }

  get socket(): string {
    return path.join(this.folder, 'run', 'kms.sock');
  }

  get state(): string {
    return path.join(this.folder, 'state');
  }

  async start(more: Partial<DaemonSettings> = {}): Promise<Daemon> {
    const daemon = await startDaemon({
      listen: `unix://${this.socket}`,
      stateFolder: this.state,
      backend: this.backend,
      windowSeconds: 60,
      probeMs: { good: 10, bad: 10 },
      say: (line) => this.lines.push(line),
      ...more,
    });
    this.#open.add(daemon);
    return daemon;
  }

  /** Stops it now rather than at the end of the test. */
  async stop(daemon: Daemon): Promise<void> {
    this.#open.delete(daemon);
    await daemon.stop();
  }

  async ask<T>(question: (client: PluginClient) => Promise<T>): Promise<T> {
    const client = new PluginClient(this.socket);
    try {
      return await question(client);
    } finally {
      client.close();
    }
  }

  /** Another process's server, as far as the path shows. */
  async listen(file: string): Promise<Server> {
    const server = createServer();
    server.listen(file);
    await once(server, 'listening');
    this.#open.add({ stop: async () => void server.close() });
    return server;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#open].map(async (one) => one.stop()));
    rmSync(this.folder, { recursive: true });
  }
}
