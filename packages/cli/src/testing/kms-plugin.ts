// A KMS plugin of our own for tests: its folders, its process, and what an API server must be told of it.
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { runInProcess } from './in-process.ts';
import { start } from './subprocess.ts';

/** A run of the plugin; `lines` is what it said so far. */
export interface Plugin {
  readonly child: ChildProcess;
  readonly lines: readonly string[];
  /** Waits for a line that holds these words, from now or before. */
  said(words: string): Promise<string>;
  /** Resolves with the exit code, -1 after a signal that was not handled. */
  end(signal: NodeJS.Signals): Promise<number>;
}

export class KmsPlace implements Disposable {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'watertight-kms-'));
  readonly #running = new Set<ChildProcess>();

  get socket(): string {
    return path.join(this.folder, 'run', 'kms.sock');
  }

  get state(): string {
    return path.join(this.folder, 'state');
  }

  get audit(): string {
    return path.join(this.state, 'audit.log');
  }

  /** What `kms keys` prints; throws when it fails. */
  async keys(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await runInProcess(['kms', 'keys', ...args, ...this.#where()]);
    if (code !== 0) throw new Error(stderr);
    return stdout;
  }

  #where(): string[] {
    return ['--backend', 'file', '--state', this.state];
  }

  /** Starts the plugin; resolves when it listens. */
  async start(...more: readonly string[]): Promise<Plugin> {
    const child = start(['kms', 'serve', '--listen', `unix://${this.socket}`, ...this.#where(), ...more]);
    this.#running.add(child);
    const lines: string[] = [];
    const reader = createInterface({ input: child.stderr ?? process.stdin });
    reader.on('line', (line) => lines.push(line));
    const said = async (words: string): Promise<string> => {
      for (;;) {
        const found = lines.find((line) => line.includes(words));
        if (found !== undefined) return found;
        if (child.exitCode !== null) throw new Error(`the plugin ended: ${lines.join('\n')}`);
        // oxlint-disable-next-line no-await-in-loop -- one line after another
        await Promise.race([once(reader, 'line'), once(child, 'exit')]);
      }
    };
    await said('listening on');
    const end = async (signal: NodeJS.Signals): Promise<number> => {
      const exited = once(child, 'exit') as Promise<[number | null]>;
      child.kill(signal);
      const [code] = await exited;
      this.#running.delete(child);
      return code ?? -1;
    };
    return { child, lines, said, end };
  }

  /** A file for `--encryption-provider-config`: Secrets through this plugin, by this name. */
  encryptionConfiguration(name = 'watertight'): string {
    const kms = { apiVersion: 'v2', name, endpoint: `unix://${this.socket}`, timeout: '3s' };
    const file = path.join(this.folder, 'encryption.json');
    const resources = [{ resources: ['secrets'], providers: [{ kms }, { identity: {} }] }];
    const document = { apiVersion: 'apiserver.config.k8s.io/v1', kind: 'EncryptionConfiguration', resources };
    writeFileSync(file, JSON.stringify(document), { mode: 0o600 });
    return file;
  }

  [Symbol.dispose](): void {
    for (const child of this.#running) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
