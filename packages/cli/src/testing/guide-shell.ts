// A shell in a folder of its own with the programs that a guide takes for granted, pointed at a cluster of the testbed.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Cluster } from '../../../../testbed/cluster/cluster.ts';
import { etcdctlEnvironment, etcdTools } from '../../../../testbed/cluster/etcd-tools.ts';
import { ended } from './subprocess.ts';

const MAIN = new URL('../main.ts', import.meta.url).pathname;
/** The context of kubeadm's administrator. */
const CONTEXT = 'kubernetes-admin@kubernetes';
/** etcd's tools log to stderr, with times in each line: no guide shows that. */
const LOGS = /^etcd(?:ctl|utl) /;

export class GuideShell implements Disposable {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'watertight-guide-'));
  readonly #env: NodeJS.ProcessEnv;
  /** What the guide calls a thing, and what the testbed calls it. */
  readonly #names: readonly (readonly [string, string])[];

  constructor({ etcd, admin, url, folder }: Cluster) {
    const programs = path.join(this.folder, '.bin');
    mkdirSync(programs);
    const put = (name: string, command: string): void =>
      writeFileSync(path.join(programs, name), `#!/bin/sh\nexec ${command} "$@"\n`, { mode: 0o755 });
    put('watertight', `${process.execPath} ${MAIN}`);
    for (const tool of ['etcdctl', 'etcdutl']) put(tool, `${etcdTools()} ${tool}`);
    const kubeconfig = path.join(this.folder, '.kubeconfig');
    const named = readFileSync(admin.kubeconfig, 'utf8').replaceAll('"testbed"', JSON.stringify(CONTEXT));
    writeFileSync(kubeconfig, named, { mode: 0o600 });
    const PATH = `${programs}:${process.env['PATH'] ?? ''}`;
    this.#env = { PATH, HOME: this.folder, KUBECONFIG: kubeconfig, ...etcdctlEnvironment(etcd) };
    this.#names = [
      ['https://127.0.0.1:2379', etcd.url],
      ['https://127.0.0.1:6443', url],
      ['/etc/kubernetes/pki/etcd/ca.crt', etcd.authorityFile],
      ['/etc/kubernetes/pki/apiserver-etcd-client.crt', etcd.certificateFile],
      ['/etc/kubernetes/pki/apiserver-etcd-client.key', etcd.keyFile],
      ['/var/lib/etcd', path.join(folder, 'etcd')],
      ['/etc/kubernetes/enc', this.folder],
    ];
  }

  /** A text of the guide with the testbed's names. */
  here(text: string): string {
    return this.#names.reduce((done, [shown, own]) => done.replaceAll(shown, own), text);
  }

  at(name: string): string {
    return path.join(this.folder, name);
  }

  /** What a terminal shows of the command, with the guide's names; `more` arguments stand behind its own. */
  async run(command: string, more = ''): Promise<{ readonly code: number; readonly shown: string }> {
    const both = LOGS.test(command) ? '' : ' 2>&1';
    const child = spawn('bash', ['-c', `${this.here(command)}${more}${both}`], {
      cwd: this.folder,
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { code, stdout } = await ended(child);
    return { code, shown: this.#names.reduce((done, [shown, own]) => done.replaceAll(own, shown), stdout) };
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
